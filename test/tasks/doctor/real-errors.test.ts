import { parse } from 'yaml';
import { causesOf, failedPod } from './support';
import { examine } from '../../../src/tasks/doctor/examine';
import { textReport } from '../../../src/tasks/doctor/report/text';
import { APP, lockWith } from '../../knowledge/image-lock/support';

// The error that ended a program, beside what it says of everything else.

const report = (log: string, more = {}) => textReport(examine([failedPod(log, more)]), (text) => text);

function fixOf(log: string, more = {}) {
  const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([failedPod(log, more)]);
  return cause.fix(found);
}

function endedWith(exitCode: number, log: string) {
  const pod = failedPod(log) as any;
  pod.status.containerStatuses[0].lastState.terminated.exitCode = exitCode;
  return pod;
}

/** A pod that runs and is ready. */
function ready(log: string) {
  const pod = failedPod(log) as any;
  Object.assign(pod.status.containerStatuses[0], { ready: true, restartCount: 0, state: { running: {} }, lastState: undefined });
  return pod;
}

describe('what a program says that it goes on without is no cause', () => {
  const BUNDLER = "`/home/rails` is not writable.\nBundler will use `/tmp/bundler20251201-1-abc123' as your home directory temporarily.";
  const NPM = 'npm error Log files were not written due to an error writing to the directory: /.npm/_logs\nnpm error You can rerun the command with `--loglevel=verbose` to see the logs in your terminal';
  const MATPLOTLIB = "mkdir -p failed for path /.config/matplotlib: [Errno 13] Permission denied: '/.config'\nMatplotlib created a temporary cache directory at /tmp/matplotlib-a because there was an issue with the default path (/.config/matplotlib)";

  test.each([
    ['Bundler', `${BUNDLER}\nbin/rails aborted!\nArgumentError: No database file specified. Missing argument: database`],
    ['npm', `npm error Missing script: "start"\n${NPM}`],
    ['Matplotlib', `${MATPLOTLIB}\nTraceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\nKeyError: 'DATABASE'`],
  ])('if another error follows or came before: %s', (_, log) => {
    expect(causesOf(failedPod(log))).toEqual(['unknown']);
  });

  test.each([
    ['Bundler', `${BUNDLER}\nErrno::EROFS: Read-only file system @ rb_sysopen - /srv/shop/log/production.log`, '/srv/shop/log'],
    ['npm', `npm error code EROFS\nnpm error rofs EROFS: read-only file system, mkdir '/srv/shop/dist'\n${NPM}`, '/srv/shop/dist'],
  ])('and the path of the real error is the one to write: %s', (_, log, path) => {
    expect(fixOf(log).do).toContain(path);
    expect(fixOf(log).do).not.toMatch(/\/home\/rails|\.npm/);
  });

  const NPM_LOG = "npm warn logfile could not be created: Error: EROFS: read-only file system, open '/root/.npm/_logs/2026-01-01T00_00_00_000Z-debug-0.log'";
  const COMPOSER = 'Cannot create cache directory /.composer/cache/repo/https---repo.packagist.org/, or directory is not writable. Proceeding without cache. See also cache-read-only config if your filesystem is read-only.';
  const DCONF = "(process:1): dconf-CRITICAL **: 10:00:00.123: unable to create file '/.cache/dconf/user': Read-only file system.  dconf will not work properly.";
  const HISTORIES = [
    'could not save history to file "/root/.psql_history": Read-only file system',
    'bash: /root/.bash_history: Read-only file system',
    'mysql: could not write /root/.mysql_history: Read-only file system',
    "could not open HSTS store at '/root/.wget-hsts': Read-only file system",
    "E138: Can't write viminfo file /root/.viminfo: Read-only file system",
  ];
  const SSH = "Could not create directory '/.ssh' (Read-only file system).";

  test.each([
    ['npm', `${NPM_LOG}\nError: EROFS: read-only file system, open '/app/uploads/x.db'`, '/app/uploads'],
    ['Composer', `${COMPOSER}\n/var/www/vendor does not exist and could not be created: mkdir(): Read-only file system`, '/var/www/vendor'],
  ])('and a warning about its home is none: %s', (_, log, path) => {
    expect(fixOf(log).do).toContain(path);
    expect(report(log)).not.toMatch(/set HOME/);
  });

  test.each([
    "Usage Error: EROFS: read-only file system, mkdir '/home/node/.yarn'",
    'Failed to create /nonexistent/.cache for shader cache (Permission denied)---disabling.',
    'npm error code EROFS\nnpm error syscall mkdir\nnpm error path /home/node/.npm\nnpm error errno EROFS',
    "[Error: EROFS: read-only file system, mkdir '/home/nextjs/.config/nextjs-nodejs']",
    "Failed to create the first time experience sentinel file '/root/.dotnet/8.0.dotnetFirstUseSentinel'",
    "E0101 1 memcache.go:265] couldn't write cache: mkdir /.kube: read-only file system",
    "[Errno 30] Read-only file system: '/.aws/cli/cache' (ignored)",
    'failed to initialize build cache at /.cache/go-build: mkdir /.cache: permission denied',
    "Warning message: cannot create file '/root/.Rhistory': Read-only file system",
    "gpg: Fatal: can't create directory '/home/x/.gnupg': Read-only file system",
    'mc: Unable to save new mc config. mkdir /root/.mc: read-only file system.',
  ])('and a later error about another path comes before one about its home: %s', (line) => {
    expect(fixOf(`${line}\nError: EROFS: read-only file system, open '/srv/app/uploads/x.db'`).do).toMatch(/^mount a volume at \/srv\/app\/uploads/);
    expect(causesOf(failedPod(line))).toEqual(['home-not-writable']);
  });

  test('and neither is one that names itself critical', () => {
    expect(causesOf(failedPod(`${DCONF}\nTraceback (most recent call last):\nFileNotFoundError: [Errno 2] No such file or directory: '/etc/app/app.toml'`))).toEqual(['unknown']);
  });

  test.each(HISTORIES)('and neither is the history of a program: %s', (line) => {
    [`${line}\n/entrypoint.sh: line 3: /run/app.pid: Read-only file system`, `ERROR:  could not open file "/run/dump.sql" for writing: Read-only file system\n${line}`].forEach((log) => {
      expect(fixOf(log).do).toMatch(/^mount a volume at \/run\b/);
      expect(report(log)).not.toMatch(/set HOME/);
    });
    expect(causesOf(ready(line))).toEqual([]);
    expect(causesOf(failedPod(line))).toEqual(['home-not-writable']);
  });

  test.each([['npm', NPM_LOG], ['Composer', COMPOSER], ['dconf', DCONF], ['OpenSSH', SSH], ['Bundler', BUNDLER], ['Matplotlib', MATPLOTLIB]])('in a pod that is ready: %s', (_, log) => {
    expect(causesOf(ready(log))).toEqual([]);
    expect(causesOf(ready([log, log, log, log].join('\n')))).toEqual([]);
  });

  test('and it is one where nothing else failed', () => {
    expect(causesOf(failedPod(DCONF))).toEqual(['home-not-writable']);
    expect(causesOf(failedPod(NPM))).toEqual(['home-not-writable']);
  });
});

test.each([
  ['[FATAL tini (7)] exec caddy failed: Operation not permitted', 'getcap caddy'],
  ['[FATAL tini (7)] exec /usr/bin/caddy failed: Operation not permitted', 'getcap /usr/bin/caddy'],
  ['[dumb-init] traefik: Operation not permitted', 'getcap traefik'],
  ['[dumb-init] /usr/local/bin/app: Operation not permitted', 'getcap /usr/local/bin/app'],
])('a program that init may not start has a file capability: %s', (log, words) => {
  expect(causesOf(failedPod(log))).toEqual(['file-capability']);
  expect(fixOf(log).do).toContain(`\`${words}\``);
});

describe('the first line of the answer fits the program', () => {
  test.each([
    ["s6-overlay-suexec: fatal: /run belongs to uid 0 instead of 65532 and we're lacking the privileges to fix it", "fromEmptyDir('/run')"],
    ['s6-overlay: fatal: /var/run/s6 belongs to uid 0 instead of 65532', "fromEmptyDir('/var/run"],
    ["RuntimeError: /dev/shm doesn't exist. Can't create workertmp.", "fromEmptyDir('/dev/shm')"],
    ["PermissionError: [Errno 13] Permission denied: '/dev/shm/sem.abc'", "fromEmptyDir('/dev/shm')"],
    ["PermissionError: [Errno 13] Permission denied: '/srv/cache/a.tmp' -> '/srv/shop/store/a'", "fromImage('/srv/shop/store')"],
  ])('with a volume: %s', (log, path) => {
    expect(fixOf(log).typescript).toContain(path);
    expect(fixOf(log).do).toMatch(/^mount a volume at/);
  });

  test('a destination of a move is written, not read', () => {
    const log = "PermissionError: [Errno 13] Permission denied: '/srv/cache/a.tmp' -> '/srv/store/a'";
    expect(causesOf(failedPod(log))).toEqual(['path-not-writable']);
    expect(fixOf(log).do).not.toMatch(/chmod/);
  });

  test('Elasticsearch sets nothing', () => {
    const map = fixOf('bootstrap check failure [1] of [1]: max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]').do;
    expect(map).toMatch(/^let an administrator raise vm\.max_map_count on the node \(`sysctl -w vm\.max_map_count=262144`/);
    const files = fixOf('max file descriptors [4096] for elasticsearch process is too low, increase to at least [65535]').do;
    expect(files).toMatch(/^let an administrator raise the limit of the container runtime of the node to at least 65535/);
    expect(map + files).not.toMatch(/remove/);
  });

  test('a chown in a ConfigMap as a user that is not root', () => {
    const more = { spec: { containers: [{ name: 'main', volumeMounts: [{ name: 'v', mountPath: '/etc/app' }] }], volumes: [{ name: 'v', configMap: { name: 'app' } }] } };
    expect(fixOf("chown: changing ownership of '/etc/app/x': Read-only file system", more).do).toMatch(/^remove the chown of \/etc\/app from the start script/);
  });

  test('OpenSSH ignores HOME', () => {
    expect(causesOf(failedPod("Could not create directory '/.ssh' (Permission denied)."))).toEqual(['home-not-writable']);
    const { do: text, settings } = fixOf("Could not create directory '/.ssh' (Permission denied).");
    expect(text).toMatch(/^mount a Secret or ConfigMap with known_hosts at \/\.ssh, or set another file/);
    expect(settings).not.toMatch(/HOME: /);
  });
});

describe('a program that may not be executed', () => {
  const LINE = '/entrypoint.sh: line 12: /usr/local/bin/app: Permission denied';

  test.each([
    ['dumb-init', endedWith(2, '[dumb-init] /app/run: Permission denied'), '/app/run'],
    ['a shell', endedWith(126, 'sh: /app/bin/run: cannot execute: Permission denied'), '/app/bin/run'],
    ['a shell of a ready pod', ready('sh: /app/bin/run: cannot execute: Permission denied'), '/app/bin/run'],
    ['a script that execs', endedWith(126, [LINE, '/entrypoint.sh: line 12: exec: /usr/local/bin/app: cannot execute: Permission denied'].join('\n')), '/usr/local/bin/app'],
    ['a script', endedWith(126, LINE), '/usr/local/bin/app'],
    ['a script, of which the exit code is unknown', failedPod(LINE), '/usr/local/bin/app'],
    ['a script, by the exit code', endedWith(126, '/entrypoint.sh: line 12: /srv/run: Permission denied'), '/srv/run'],
    ['dash', endedWith(126, '/entrypoint.sh: 12: /srv/run: Permission denied'), '/srv/run'],
    ['dash that execs', failedPod('/entrypoint.sh: 9: exec: /srv/run.sh: Permission denied'), '/srv/run.sh'],
    ['BusyBox', endedWith(126, '/bin/ash: /srv/run: Permission denied'), '/srv/run'],
    ['zsh', endedWith(126, 'zsh:1: permission denied: /srv/run'), '/srv/run'],
    ['env', endedWith(126, "env: '/srv/run': Permission denied"), '/srv/run'],
    ['env, of which the exit code is unknown', failedPod('env: ‘/srv/run’: Permission denied'), '/srv/run'],
    ['nohup', failedPod("nohup: failed to run command '/srv/run': Permission denied"), '/srv/run'],
    ['timeout', failedPod('timeout: failed to run command ‘/srv/run’: Permission denied'), '/srv/run'],
    ['chroot', failedPod("chroot: failed to run command '/srv/run': Permission denied"), '/srv/run'],
    ['runuser', failedPod('runuser: failed to execute /srv/run: Permission denied'), '/srv/run'],
    ['setpriv', failedPod('setpriv: failed to execute /srv/run: Permission denied'), '/srv/run'],
    ['su-exec', failedPod('su-exec: /srv/run: Permission denied'), '/srv/run'],
    ['gosu', failedPod('error: exec: "/srv/run": permission denied'), '/srv/run'],
    ['supervisord', failedPod("INFO spawnerr: command at '/srv/run' is not executable"), '/srv/run'],
    ['catatonit', failedPod('catatonit: failed to exec pid1: Permission denied'), 'the program'],
    ['Go', failedPod('plugin failed error="fork/exec /srv/data/plugin: permission denied"'), '/srv/data/plugin'],
    ['Node.js', failedPod('Error: spawn /srv/bin/x EACCES'), '/srv/bin/x'],
    ['Java', failedPod('java.io.IOException: Cannot run program "/srv/x": error=13, Permission denied'), '/srv/x'],
    ['Perl', failedPod('Can\'t exec "/srv/x": Permission denied at /srv/main.pl line 3.'), '/srv/x'],
    ['Ruby', failedPod("/srv/x.rb:3:in `exec': Permission denied - /srv/tool (Errno::EACCES)"), '/srv/tool'],
    ['Python', failedPod([
      '  File "/usr/lib/python3.13/subprocess.py", line 1972, in _execute_child',
      '    raise child_exception_type(errno_num, err_msg, err_filename)',
      "PermissionError: [Errno 13] Permission denied: '/srv/tool'",
    ].join('\n')), '/srv/tool'],
  ])('gets no volume over it: %s', (_, pod, path) => {
    const { diagnoses: [{ causes }] } = examine([pod]);
    expect(causes.map(({ cause }) => cause.id)).toEqual(['command-not-executable']);
    expect(causes[0].cause.fix(causes[0].found).do).toMatch(new RegExp(`^make ${path} executable`));
    expect(textReport(examine([pod]), (text) => text)).not.toMatch(/emptyDir|fromImage|\/tmp/);
  });

  test('gets its mode from what writes it to a volume', () => {
    const mount = { volumeMounts: [{ name: 'data', mountPath: '/data' }], name: 'main' };
    const pod = failedPod('Error: spawn /data/tool EACCES', { spec: { containers: [mount], volumes: [{ name: 'data', emptyDir: {} }] } });
    const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([pod]);
    expect(cause.fix(found).do).toBe('make /data/tool executable for every user where it is written to the volume data (`chmod a+x`), or start it with its interpreter');
  });

  test.each([
    endedWith(126, '/entrypoint.sh: line 3: /srv/run/app.pid: Permission denied'),
    endedWith(1, '/entrypoint.sh: line 3: /srv/run/state: Permission denied'),
    endedWith(126, '/bin/ash: /srv/run/app.log: Permission denied'),
    failedPod('failed to run /run/app.sock: permission denied'),
    failedPod('unable to start /run/php/fpm: Permission denied'),
    failedPod("Error: EACCES: permission denied, open '/data/spawn/x.db'"),
  ])('is no file that a script writes', (pod) => {
    expect(causesOf(pod)).toEqual(['path-not-writable']);
  });
});

test.each([
  ['the exit code', endedWith(135, 'Starting the server')],
  ['the exit code beside other errors', endedWith(135, "cp: cannot create regular file '/etc/app/x': Read-only file system")],
  ['the words of a shell', failedPod('/entry.sh: line 3:     7 Bus error               (core dumped) server')],
  ['the words of Java', failedPod('#  SIGBUS (0x7) at pc=0x00007f1c2d3e4f50, pid=1, tid=8')],
])('SIGBUS is a /dev/shm that is too small: %s', (_, pod) => {
  const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([pod]);
  expect(cause.id).toBe('disk-full');
  expect(cause.fix(found).do).toMatch(/^mount a larger volume in memory at \/dev\/shm/);
});

test('a full volume that the log names is not /dev/shm', () => {
  const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([endedWith(135, "OSError: [Errno 28] No space left on device: '/cache/x'")]);
  expect(cause.fix(found).do).toMatch(/^give the volume at \/cache more room/);
});

test.each([
  "couldn't setuid", 'Could not set groups', 'Could not set groups: Operation not permitted', 'unable to setgid', 'Cannot set gid 99.',
  '[ALERT] 123/102030 (1) : [haproxy.main()] Cannot set uid 99.', '[ALERT]    (1) : [haproxy.main()] Cannot change UID to 99.',
  '[ALERT]    (1) : [/usr/sbin/haproxy.main()] Cannot set gid 99.', "1700000000: Error: Unable to drop privileges to 'mosquitto'.", 'rsyslogd: error during privilege drop',
  'Fatal error : Could not get root to drop privs',
])('a program that cannot change its user must not do so: %s', (log) => {
  expect(causesOf(failedPod(log))).toEqual(['change-user']);
});

test.each(['cannot set group of /data/x', 'Failed to set user group for file upload', 'Could not set group policy'])('and this is another user: %s', (log) => {
  expect(causesOf(failedPod(log))).toEqual(['unknown']);
});

test.each([
  ['mosquitto', '1591305553: Opening ipv4 listen socket on port 443.\n1591305553: Error: Permission denied', 443],
  ['mosquitto with dates', '2020-06-04T21:19:13: Opening ipv4 listen socket on port 443.\n2020-06-04T21:19:13: Error: Permission denied', 443],
  ['nginx', '2026/12/01 05:08:33 [emerg] 1#1: bind() to [::]:443 failed (13: Permission denied)', 443],
  ['HAProxy', '[ALERT]    (1) : Starting frontend fe_web: cannot bind socket (Permission denied) [0.0.0.0:80]', 80],
  ['HAProxy of today', '[ALERT]    (295) : Binding [/etc/haproxy/haproxy.cfg:48] for frontend http: cannot bind socket (Permission denied) for [:::80]', 80],
  ['HAProxy up to 2.3', '[ALERT] 215/111854 (9100) : Starting frontend tw-proxy: cannot bind socket [0.0.0.0:443]', 443],
])('a port below 1024 is refused in the words of %s', (_, log, port) => {
  expect(causesOf(failedPod(log))).toEqual(['low-port']);
  expect(fixOf(log).do).toMatch(new RegExp(`^declare the port ${port},`));
});

test('nginx without IPv6 asks for an address that the pod does not have', () => {
  expect(causesOf(failedPod('nginx: [emerg] socket() [::]:80 failed (97: Address family not supported by protocol)'))).toEqual(['address-unavailable']);
});

test.each([
  '1591305553: Opening ipv4 listen socket on port 1883.\n1591305553: Error: Permission denied',
  '[ALERT] 028/000017 (16567) : Starting frontend kubernetes: cannot bind socket [192.168.5.30:6443]',
])('and a port from 1024 on is none: %s', (log) => {
  expect(causesOf(failedPod(log))).toEqual(['unknown']);
});

test.each([
  ['su-exec: setgroups: Operation not permitted', 'su-exec'],
  ["error: failed switching to 'redis': operation not permitted", 'gosu'],
  ['setuidgid: fatal: unable to setgid: permission denied', 'setuidgid'],
  ['s6-applyuidgid: fatal: unable to set supplementary group list: Operation not permitted', 's6-applyuidgid'],
  ['setpriv: setresuid failed: Operation not permitted', 'setpriv'],
])('a program that only changes the user is left out: %s', (log, name) => {
  expect(causesOf(failedPod(log))).toEqual(['change-user']);
  expect(fixOf(log).do).toMatch(new RegExp(`^start the program without ${name}\\b.*keep the uid 65532`));
});

test.each([
  'runtime/cgo: pthread_create failed: Operation not permitted',
  'runtime: failed to create new OS thread (have 2 already; errno=1)',
  'curl: (6) getaddrinfo() thread failed to start',
])('a thread that may not start needs a newer node: %s', (log) => {
  expect(causesOf(failedPod(log))).toEqual(['system-call-forbidden']);
  expect(fixOf(log).do).toMatch(/^update the container runtime and libseccomp/);
});

test('a raw socket that only the calls below an error name is one', () => {
  expect(fixOf('Error: Operation not permitted\n    at new Socket (/app/node_modules/raw-socket/index.js:47:14)').do).toContain('raw sockets need NET_RAW');
  expect(causesOf(failedPod('Error: Operation not permitted\n    at new Order (/app/lib/order.js:47:14)'))).toEqual(['unknown']);
});

test.each([
  ['pods is forbidden: User "system:serviceaccount:shop:web" cannot list resource "pods" in API group "" in the namespace "shop"', /create role web-reads --verb=list --resource=pods -n shop`.*--serviceaccount=shop:web -n shop`/],
  ['deployments.apps is forbidden: User "system:serviceaccount:shop:web" cannot get resource "deployments" in API group "apps" in the namespace "other"', /--resource=deployments\.apps -n other`.*--serviceaccount=shop:web -n other`/],
  ['Failed to watch *v1.Node: failed to list *v1.Node: nodes is forbidden: User \\"system:serviceaccount:shop:web\\" cannot list resource \\"nodes\\" in API group \\"\\" at the cluster scope', /create clusterrole web-reads --verb=list,watch --resource=nodes` and `kubectl create clusterrolebinding web-reads --clusterrole=web-reads --serviceaccount=shop:web`/],
])('a right is given where the program asks for it: %s', (log, instruction) => {
  expect(causesOf(failedPod(log))).toEqual(['token-forbidden']);
  expect(fixOf(log).do).toMatch(instruction);
});

test.each([
  ['/entrypoint.sh: line 192: php/conf.d/redis-session.ini: Permission denied', 'path-not-writable', 'WORKDIR/php/conf.d'],
  ['/docker-entrypoint.sh: line 37: /srv/shop/conf/secret.inc.php: Permission denied', 'path-not-writable', '/srv/shop/conf'],
  ['/entrypoint.sh: line 9: bin/console.sh: Permission denied', 'command-not-executable', 'bin/console.sh'],
  ['/app/serve.sh: line 9: /etc/shop/shop.conf: Permission denied', 'image-file-permission', '/etc/shop/shop.conf'],
])('a start script writes its settings, and runs its programs: %s', (log, cause, path) => {
  expect(causesOf(failedPod(log))).toEqual([cause]);
  expect(fixOf(log).do).toContain(path);
});

describe('text and code of an answer agree', () => {
  test('a capability that "restricted" refuses is not added', () => {
    const log = 'execv(/usr/lib/dovecot/imap-login) failed: Operation not permitted';
    expect(fixOf(log).do).toMatch(/^remove the capability/);
    expect(report(log)).not.toMatch(/\badd: |harden keeps/);
    expect(report(log)).toContain('RUN setcap -r /usr/lib/dovecot/imap-login');
  });

  test('a full PVC grows, and no other volume takes its place', () => {
    const spec = { containers: [{ name: 'main', image: 'registry.example.com/a:1', volumeMounts: [{ name: 'v', mountPath: '/data' }] }], volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data-0' } }] };
    const log = "write '/data/x': No space left on device";
    expect(fixOf(log, { spec }).do).toMatch(/^raise the request of the PVC data-0 at \/data/);
    expect(report(log, { spec })).not.toMatch(/emptyDir|sizeLimit: \d/);
  });

  test('a login is no answer for an image that does not exist, or for a certificate', () => {
    const pull = (message: string) => textReport(examine([{ kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'main', image: 'r.example.com/web:2' }] }, events: [{ type: 'Warning', reason: 'Failed', message, fieldPath: 'spec.containers{main}' }] }]), (text) => text);
    expect(pull('Failed to pull image "r.example.com/web:2": r.example.com/web:2: not found')).not.toMatch(/imagePullSecrets|DockerConfigSecret/);
    expect(pull('Failed to pull image "r.example.com/web:2": x509: certificate signed by unknown authority')).not.toMatch(/imagePullSecrets|DockerConfigSecret/);
    expect(pull('Failed to pull image "r.example.com/web:2": 401 Unauthorized')).toMatch(/imagePullSecrets[^]*DockerConfigSecret/);
  });

  test('a node without storage is not asked for memory', () => {
    const evicted = (message: string) => textReport(examine([{ kind: 'Pod', metadata: { name: 'web' }, status: { phase: 'Failed', reason: 'Evicted', message } }]), (text) => text);
    const storage = evicted('The node was low on resource: ephemeral-storage. Container worker was using 73712Ki, which exceeds its request of 0. ');
    expect(storage).toMatch(/- name: worker[^]*requests: \{ ephemeral-storage: 512Mi \}/);
    expect(storage).not.toMatch(/memory:/);
    expect(evicted('The node was low on resource: memory. Threshold quantity: 100Mi')).toContain('requests: { memory: 512Mi }');
    expect(evicted('The node was low on resource: pids. ')).toMatch(/do: look at the node: it has too few pids/);
  });

  test('a terminal that the pod does not have is not removed', () => {
    const log = "opening errorlog '/dev/pts/0' failed: Permission denied";
    expect(fixOf(log).do).toMatch(/^configure the program to log to its standard output instead of \/dev\/pts\/0/);
    expect(report(log)).not.toMatch(/remove `?tty|tty: false/);
    expect(fixOf(log, { container: { tty: true } })).toMatchObject({ do: expect.stringMatching(/^remove `tty: true`/), typescript: expect.stringContaining('remove tty') });
  });

  test('Ruby gets a directory that it takes, and no other emptyDir', () => {
    const { yaml, typescript, do: what } = fixOf('/tmp is world-writable: /tmp\nDir.tmpdir: could not find a temporary directory (ArgumentError)');
    expect(what).toMatch(/^set TMPDIR to a directory that is not world-writable/);
    expect(typescript).toContain('RuntimePreset.RUBY');
    expect(parse(yaml!)).toMatchObject({ initContainers: [{ command: ['sh', '-c', 'mkdir -p -m 0700 /tmp/own'] }], containers: [{ env: [{ name: 'TMPDIR', value: '/tmp/own' }] }] });
  });
});

describe('the number of a user', () => {
  const waiting = (message: string) => ({
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'main', image: APP }] },
    status: { containerStatuses: [{ name: 'main', image: APP, ready: false, restartCount: 0, state: { waiting: { reason: 'CreateContainerConfigError', message } } }] },
  });
  const ROOT = 'container has runAsNonRoot and image will run as root (pod: "web", container: main)';
  const NAMED = 'container has runAsNonRoot and image has non-numeric user (app), cannot verify user is non-root (pod: "web", container: main)';
  const answer = (message: string, lock?: ReturnType<typeof lockWith>) => {
    const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([waiting(message)], lock);
    return cause.fix(found);
  };

  test('is not that of `id` in an image whose USER is root', () => {
    expect(answer(ROOT).do).toContain(`\`docker run --rm --entrypoint cat ${APP} /etc/passwd\` lists its users`);
    expect(answer(ROOT).do).not.toContain('--entrypoint id');
    expect(answer(NAMED).do).toContain(`\`docker run --rm --entrypoint id ${APP}\``);
  });

  test('is that of the only user of the image, if a lock file lists its users', () => {
    const user = { name: 'radicale', uid: 2999, gid: 2999 };
    expect(answer(ROOT, lockWith({ uid: 0, gid: 0, accounts: [user] }))).toMatchObject({ do: expect.stringMatching(/^set the uid 2999 of radicale\b/), typescript: 'runAs: RunAs.user(2999),' });
    expect(answer(ROOT, lockWith({ uid: 0, gid: 0, accounts: [user, { name: 'git', uid: 1000, gid: 1000 }] })).typescript).toBe('runAs: RunAs.user(UID),');
  });

  test('is that of the only system user that owns a directory of the program, unless the image has a user that is none', () => {
    const prosody = { name: 'prosody', uid: 100, gid: 102, owns: '/var/lib/prosody' };
    expect(answer(ROOT, lockWith({ uid: 0, gid: 0, accounts: [prosody] }))).toMatchObject({
      do: expect.stringMatching(/^set the uid 100 of prosody, which owns \/var\/lib\/prosody in /), typescript: 'runAs: RunAs.user(100, 102),',
    });
    expect(answer(ROOT, lockWith({ uid: 0, gid: 0, accounts: [prosody, { name: 'git', uid: 1000, gid: 1000 }] })).typescript).toBe('runAs: RunAs.user(1000),');
    expect(answer(ROOT, lockWith({ uid: 0, gid: 0, accounts: [prosody, { ...prosody, uid: 101 }] })).typescript).toBe('runAs: RunAs.user(UID),');
  });
});
