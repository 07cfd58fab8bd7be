import { causesOf, failedPod } from './support';

// Further texts of programs: those that were unknown, or taken for something else, when someone tried 305 of them.

const mounted = (path: string) => ({ spec: { containers: [{ name: 'main', image: 'registry.example.com/shop/web:1.4.2', volumeMounts: [{ name: 'v', mountPath: path }] }] } });

test.each<[cause: string, text: string]>([
  ['token-missing', 'The connection to the server localhost:8080 was refused - did you specify the right host or port?'],
  ['token-missing', 'panic: invalid configuration: no configuration has been provided, try setting KUBERNETES_MASTER environment variable'],
  ['token-missing', '{\n  "kind": "Status",\n  "apiVersion": "v1",\n  "status": "Failure",\n  "message": "Unauthorized",\n  "code": 401\n}'],
  ['token-missing', 'Connecting to kubernetes.default.svc (10.96.0.1:443)\nwget: server returned error: HTTP/1.1 401 Unauthorized'],
  ['system-call-forbidden', 'mount: permission denied (are you root?)'],
  ['system-call-forbidden', 'ping: permission denied (are you root?)'],
  ['system-call-forbidden', "date: can't set date: Operation not permitted"],
  ['system-call-forbidden', 'mknod: /tmp/null: Operation not permitted'],
  ['system-call-forbidden', 'ip: RTNETLINK answers: Operation not permitted'],
  ['system-call-forbidden', 'failed to start the child: fork/exec /proc/self/exe: operation not permitted'],
  ['node-setting', 'sysctl: setting key "vm.max_map_count": Read-only file system'],
  ['node-setting', '/docker-entrypoint.sh: line 7: /proc/sys/net/core/somaxconn: Read-only file system'],
  ['system-call-forbidden', 'Error initializing core: Failed to lock memory: cannot allocate memory\n\nThis usually means that the mlock syscall is not available.\nVault uses mlock. This requires root privileges'],
  ['change-user', '[ALERT]    (1) : [haproxy.main()] Cannot chroot(/var/lib/haproxy).'],
  ['change-user', "crond: can't set groups: Operation not permitted"],
  ['change-user', "can't find the user memcache to switch to"],
  ['path-not-writable', "*** FATAL CONFIG FILE ERROR (Redis 7.4.2) ***\nReading the configuration file, at line 2\n>>> 'dir \"/var/lib/redis\"'\nPermission denied"],
  ['path-not-writable', "PermissionError: [Errno 13] Permission denied: 'celerybeat-schedule'"],
  ['path-not-writable', 'django.db.utils.OperationalError: unable to open database file'],
  ['path-not-writable', "Can't open PID file /run/x.pid: Permission denied at /usr/sbin/x line 3."],
  ['path-not-writable', "/run belongs to uid 0 instead of 65532 and we're lacking the privileges to fix it."],
  ['low-port', "[1795621446] unbound[1:0] error: can't bind socket: Permission denied for 0.0.0.0 port 53"],
  ['low-port', 'org.apache.catalina.LifecycleException: Protocol handler initialization failed\nCaused by: java.net.SocketException: Permission denied'],
  ['missing-directory', '/run/sshd: No such file or directory\nMissing privilege separation directory: /run/sshd'],
  ['missing-directory', '/entrypoint.sh: 4: cannot create /run/app/app.conf: Directory nonexistent'],
  ['missing-directory', "/bin/sh: can't create /run/app/app.pid: nonexistent directory"],
  ['must-be-root', 'postfix: fatal: the postfix command is reserved for the superuser'],
  ['path-not-writable', 'Folder /data is not accessible for user: 65532 or group 65532 or groups 65532, this is commonly a file permissions issue'],
  ['path-not-writable', "Couldn't save preprocessed config to /var/lib/clickhouse/preprocessed_configs/config.xml: Access to file denied"],
  ['path-not-writable', 'Exception in thread "main" java.io.IOException: mkdir of /opt/spark/work-dir/x failed'],
  ['image-changed-at-start', 'useradd: cannot lock /etc/passwd; try again later.'],
  ['command-not-executable', '[FATAL tini (7)] exec /app/run failed: Permission denied'],
  ['home-not-writable', 'OSError: Matplotlib requires access to a writable cache directory, but there was an issue with the default path (/.config/matplotlib)'],
  ['home-not-writable', 'npm error Log files were not written due to an error writing to the directory: /.npm/_logs'],
  ['no-temporary-directory', "/usr/lib/ruby/3.3.0/tmpdir.rb:43:in `tmpdir': could not find a temporary directory (ArgumentError)"],
  ['data-directory', 'initdb: error: directory "/var/lib/postgresql/data" exists but is not empty\ninitdb: detail: It contains a lost+found directory, perhaps due to it being a mount point.'],
  ['system-call-forbidden', 'keyctl_session_to_parent: Operation not permitted'],
  ['system-call-forbidden', 'socket(AF_INET, SOCK_RAW): Operation not permitted'],
  ['system-call-forbidden', "tcpdump: eth0: You don't have permission to perform this capture on that device\n(socket: Operation not permitted)"],
  ['system-call-forbidden', 'dmesg: klogctl: Operation not permitted'],
  ['erlang-cookie', 'Cookie file /var/lib/rabbitmq/.erlang.cookie must be accessible by owner only'],
  ['file-too-open', "Permissions 0440 for '/etc/ssh/ssh_host_ed25519_key' are too open."],
  ['pod-setting', '/docker-entrypoint.sh: line 37: /etc/hosts: Permission denied'],
  ['path-not-writable', 'Rails Error: Unable to access log file. Please ensure that /app/log/production.log exists and is writable (i.e. make it writable'],
  ['change-user', 's6-applyuidgid: fatal: unable to set supplementary group list: Operation not permitted'],
  ['change-user', 'start-stop-daemon: unable to set gid to 33 (Operation not permitted)'],
  ['setuid-program', 'runuser: may not be used by non-root users'],
  ['file-capability', '[dumb-init] /usr/bin/caddy: Operation not permitted'],
  ['file-capability', 'standard_init_linux.go:228: exec user process caused: operation not permitted'],
  ['command-not-executable', 'standard_init_linux.go:228: exec user process caused: permission denied'],
  ['command-not-executable', 'exec ./run.sh: permission denied'],
  ['command-not-executable', 'sh: 1: ./node_modules/.bin/next: Permission denied'],
  ['command-missing', 'standard_init_linux.go:228: exec user process caused: no such file or directory'],
  ['low-port', 'Cannot bind to privileged port 80 as non-root user'],
  ['token-missing', 'kubernetes.config.config_exception.ConfigException: Service token file does not exists.'],
  ['read-only-file-system', 'open /var/lib/données/état.json: read-only file system'],
])('finds the cause %s in: %s', (cause, text) => {
  expect(causesOf(failedPod(text))).toEqual([cause]);
});

test.each([
  'OpenJDK 64-Bit Server VM warning: Cannot use file /tmp/hsperfdata_app/1 because it is locked by another process',
  'cat: /data/input.csv: No such file or directory',
  'psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory',
  "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)",
  'GET https://api.example.com/v1/users 401 Unauthorized',
  'failed to write to stream /orders/events: deadline exceeded',
  'ERROR Could not write response for POST /upload : client aborted',
  'Error: open /data/model.bin: no such file or directory',
  "FileNotFoundError: [Errno 2] No such file or directory: '/models/llama.gguf'",
  'cleanup: unable to remove /tmp/x: No such file or directory',
  '2025 ERROR user 17 tried to write /admin: permission denied by policy',
])('finds no known cause in: %s', (text) => {
  expect(causesOf(failedPod(text))).toEqual(['unknown']);
});

test.each([
  ['a volume over a directory of the PATH hides its programs', mounted('/usr/local/bin'), 'command-hidden'],
  ['a volume elsewhere hides none', mounted('/data'), 'command-missing'],
])('%s', (_, more, cause) => {
  const pod = failedPod('', more) as any;
  pod.status.containerStatuses[0].lastState.terminated = { exitCode: 128, reason: 'StartError', message: 'runc create failed: exec: "docker-entrypoint.sh": executable file not found in $PATH' };
  expect(causesOf(pod)).toEqual([cause]);
});

test('a token that may not be read is there', () => {
  const at = '/var/run/secrets/kubernetes.io/serviceaccount';
  expect(causesOf(failedPod(`cat: can't open '${at}/token': Permission denied`, mounted(at)))).toEqual(['secret-permission']);
});

test.each([
  ['app-armor-unavailable', { phase: 'Pending', containerStatuses: [{ name: 'main', state: { waiting: { reason: 'CreateContainerError', message: 'get apparmor_parser version: exec: "apparmor_parser": executable file not found in $PATH' } } }] }],
  ['insufficient-resources', { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes are available: 1 Too many pods.' }] }],
])('finds the cause %s in a status', (cause, status) => {
  expect(causesOf({ kind: 'Pod', metadata: { name: 'web' }, status })).toEqual([cause]);
});
