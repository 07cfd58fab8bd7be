import { causesOf, failedPod } from './support';

// What programs print, and the cause that doctor must name for it.

const mounted = (path: string, volume: object) => ({
  spec: { containers: [{ name: 'main', image: 'registry.example.com/shop/web:1.4.2', volumeMounts: [{ name: 'v', mountPath: path }] }], volumes: [{ name: 'v', ...volume }] },
});
const CLAIM = { persistentVolumeClaim: { claimName: 'data' } };

const KNOWN: readonly (readonly [cause: string, text: string, more?: object])[] = [
  ['read-only-file-system', 'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)'],
  ['read-only-file-system', [
    '/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration',
    '10-listen-on-ipv6-by-default.sh: info: can not modify /etc/nginx/conf.d/default.conf (read-only file system?)',
    '2026/11/25 15:44:28 [warn] 1#1: the "user" directive makes sense only if the master process runs with super-user privileges, ignored in /etc/nginx/nginx.conf:2',
    '2026/11/25 15:44:28 [emerg] 1#1: open() "/run/nginx.pid" failed (30: Read-only file system)',
  ].join('\n')],
  ['low-port', '2026/11/25 15:44:28 [emerg] 1#1: bind() to 0.0.0.0:80 failed (13: Permission denied)'],
  ['change-user', 'nginx: [emerg] setgid(101) failed (1: Operation not permitted)'],
  ['change-owner', 'nginx: [emerg] chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)'],
  ['data-directory', 'initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Operation not permitted'],
  ['data-directory', 'FATAL:  data directory "/var/lib/postgresql/data" has invalid permissions\nDETAIL:  Permissions should be u=rwx (0700) or u=rwx,g=rx (0750).'],
  ['read-only-file-system', 'FATAL:  could not create lock file "/var/run/postgresql/.s.PGSQL.5432.lock": Read-only file system'],
  ['read-only-file-system', 'Exception in thread "main" java.nio.file.FileSystemException: /tmp/upload123.tmp: Read-only file system\n\tat java.base/sun.nio.fs.UnixException.translateToIOException(UnixException.java:100)'],
  ['no-temporary-directory', 'org.springframework.boot.web.server.WebServerException: Unable to create tempDir. java.io.tmpdir is set to /tmp'],
  ['low-port', 'java.net.BindException: Permission denied\n\tat java.base/sun.nio.ch.Net.bind0(Native Method)\n\tat java.base/sun.nio.ch.Net.bind(Net.java:565)'],
  ['home-not-writable', "Error: EROFS: read-only file system, mkdir '/.cache'\n    at Object.mkdirSync (node:fs:1372:26)"],
  ['home-not-writable', "[Error: EROFS: read-only file system, mkdir '/home/node/.cache']"],
  ['low-port', 'Error: listen EACCES: permission denied 0.0.0.0:80\n    at Server.setupListenHandle [as _listen2] (node:net:1800:21)'],
  ['home-not-writable', "OSError: [Errno 30] Read-only file system: '/.cache'"],
  ['no-temporary-directory', "FileNotFoundError: [Errno 2] No usable temporary directory found in ['/tmp', '/var/tmp', '/usr/tmp', '/app']"],
  ['low-port', 'Traceback (most recent call last):\n  File "/usr/lib/python3.12/http/server.py", line 1314, in <module>\n    self.socket.bind(self.server_address)\nPermissionError: [Errno 13] Permission denied'],
  ['read-only-file-system', 'PHP Warning:  session_start(): open(/var/lib/php/sessions/sess_1, O_RDWR) failed: Read-only file system (30) in /var/www/html/index.php on line 3'],
  ['image-file-permission', 'Unable to open primary script: /var/www/html/index.php (Permission denied)'],
  ['change-user', 'ERROR: [pool www] failed to setgid(33): Operation not permitted (1)'],
  ['dotnet-diagnostics', 'Failed to create CoreCLR, HRESULT: 0x8007000E'],
  ['path-not-writable', "Unhandled exception. System.UnauthorizedAccessException: Access to the path '/app/logs/app.log' is denied."],
  ['low-port', 'System.Net.Sockets.SocketException (13): Permission denied\n   at Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets.SocketTransportOptions.CreateDefaultBoundListenSocket(EndPoint endpoint)'],
  ['low-port', 'panic: listen tcp :80: bind: permission denied'],
  ['read-only-file-system', '2026/11/25 15:44:28 open /var/lib/app/state.json: read-only file system'],
  ['file-capability', 'exec /coredns: operation not permitted'],
  ['read-only-file-system', '1:M 25 Nov 2026 15:44:28.000 # Failed opening the temp RDB file temp-1.rdb (in server root dir /data) for saving: Read-only file system'],
  ['claim-permission', "1:M 25 Nov 2026 15:44:28.000 # Can't open or create append-only dir /data/appendonlydir: Permission denied", mounted('/data', CLAIM)],
  ['read-only-file-system', '2026-11-25 15:44:28 0 [ERROR] mariadbd: Can\'t create/write to file \'/run/mysqld/mysqld.pid\' (Errcode: 30 "Read-only file system")'],
  ['claim-permission', '2026-11-25 15:44:28 0 [ERROR] mariadbd: Can\'t create/write to file \'/var/lib/mysql/ddl_recovery.log\' (Errcode: 13 "Permission denied")', mounted('/var/lib/mysql', CLAIM)],
  ['half-initialized-database', "2026-11-25 15:44:28 0 [ERROR] Fatal error: Can't open and lock privilege tables: Table 'mysql.db' doesn't exist", mounted('/var/lib/mysql', CLAIM)],
  ['read-only-file-system', '{error_logger,{{2026,11,25},{15,44,28}},"Failed to create cookie file \'/var/lib/rabbitmq/.erlang.cookie\': erofs"}'],
  ['claim-permission', 'Failed to create cookie file \'/var/lib/rabbitmq/.erlang.cookie\': eacces', mounted('/var/lib/rabbitmq', CLAIM)],
  ['change-user', "error: failed switching to 'redis': operation not permitted"],
  ['secret-permission', 'open /run/tls/tls.key: permission denied', mounted('/run/tls', { secret: { secretName: 'tls' } })],
  ['read-only-volume', "sed: couldn't open temporary file /etc/app/sedK2: Read-only file system", mounted('/etc/app', { configMap: { name: 'app' } })],
  ['token-missing', 'panic: open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory'],
  ['token-forbidden', 'E1125 reflector.go:147] pods is forbidden: User "system:serviceaccount:shop:web" cannot list resource "pods" in API group "" at the cluster scope'],
  ['system-call-forbidden', 'unshare: unshare failed: Operation not permitted'],
  ['seed-failed', "seed: the container's user cannot read /etc/web in registry.example.com/shop/web:1.4.2"],
  ['disk-full', "dd: error writing '/cache/x': No space left on device", mounted('/cache', { emptyDir: { medium: 'Memory' } })],
];

/** Programs that fail for reasons of their own: none is one that hardening or Kubernetes causes. */
const UNKNOWN: readonly string[] = [
  'Error: connect ECONNREFUSED 10.96.12.7:5432',
  'FATAL:  password authentication failed for user "shop"',
  'ERROR:  permission denied for table orders',
  'ERROR:  cannot execute INSERT in a read-only transaction',
  'ERROR 1290 (HY000): The MySQL server is running with the --read-only option so it cannot execute this statement',
  "READONLY You can't write against a read only replica.",
  'git@github.com: Permission denied (publickey).',
  'panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x47e6c0]',
  'Segmentation fault (core dumped)',
  "ModuleNotFoundError: No module named 'flask'",
  "Error: Cannot find module '/app/dist/main.js'\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1140:15)",
  'Error: ENOENT: no such file or directory, open \'/app/config/production.json\'',
  'listen tcp :8080: bind: address already in use',
  'x509: certificate signed by unknown authority',
  'getaddrinfo ENOTFOUND db.shop.svc.cluster.local',
  'AccessDenied: User: arn:aws:iam::1:user/x is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::backup/db.dump" Permission denied',
  'HTTP 401 Unauthorized: https://api.example.com/v1/orders',
  'java.lang.OutOfMemoryError: Java heap space',
  'java.lang.IllegalStateException: Failed to load ApplicationContext',
  'rpc error: code = PermissionDenied desc = The caller does not have permission to create topics',
  'Liquibase: Validation Failed: 1 changesets check sum',
  'yaml: line 3: mapping values are not allowed in this context in /etc/app/config.yaml',
  'System.TimeoutException: The operation has timed out.',
  'listen EACCES: permission denied 0.0.0.0:8080',
  'INFO the cache at /var/cache/app is written once a minute',
];

test.each(KNOWN)('%s: %s', (cause, text, more = {}) => {
  expect(causesOf(failedPod(text, more))).toEqual([cause]);
});

test.each(UNKNOWN)('unknown: %s', (text) => {
  expect(causesOf(failedPod(text))).toEqual(['unknown']);
});

test('there are at least 20 of each', () => {
  expect(Math.min(KNOWN.length, UNKNOWN.length)).toBeGreaterThanOrEqual(20);
});
