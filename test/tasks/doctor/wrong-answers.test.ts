import { causesOf, failedPod } from './support';
import { examine } from '../../../src/tasks/doctor/examine';
import { run } from '../../commands/cli/support';

// A wrong answer costs more than none. Programs say these in words that are close to those of a cause.

test.each([
  'Error: cannot set priority of ticket 5: permission denied',
  'user id 42 does not exist',
  'ERROR import job is already running',
  'Server already running on port 3000',
  'user alice was not found in the user database',
  'Unable to lock database /data/store: Resource temporarily unavailable',
  'Error: IO error: lock /app/db/LOCK: already held by process',
  'failed to start transaction: operation not permitted on a closed connection',
  'db_passwd: cannot be empty',
  "FileNotFoundError: [Errno 2] No such file or directory: 'data/input.csv'",
  'java.io.FileNotFoundException: config/application.yml (No such file or directory)',
  'Error: connect ECONNREFUSED 10.96.12.7:5432',
  'Error: getaddrinfo ENOTFOUND db.shop.svc.cluster.local',
  'bash: line 1: data/state.txt: No such file or directory',
  'usermod: UID 3 already exists',
  'fatal: could not read from remote repository: Permission denied (publickey)',
  'The file /var/www/config.php does not exist. Please create it',
  '/run/secrets/db does not exist. Failed to create the client',
  'invalid bind mount: no such file or directory',
  '$HOME is set to /app',
])('finds no known cause in: %s', (text) => {
  expect(causesOf(failedPod(text))).toEqual(['unknown']);
});

test.each([
  ['[Sun Nov 29 08:31:47 2026] listen tcp :443: bind: permission denied', 443],
  ['2026-11-29 08:08:26: (network.c.640) bind() 0.0.0.0:80: Permission denied', 80],
  ['2026-11-29T05:31:20Z listen tcp :53: bind: permission denied', 53],
  ['08:31 bind: Permission denied for 0.0.0.0 port 25', 25],
  ['[ALERT] (9) : Binding [/etc/haproxy/haproxy.cfg:3] for frontend f: cannot bind socket (Permission denied) for [0.0.0.0:443].', 443],
  ['Failed to bind to: /0.0.0.0:81: Permission denied', 81],
])('neither the time nor the line of a file in %s is its port', async (text, port) => {
  expect(causesOf(failedPod(text))).toEqual(['low-port']);
  const { stdout } = await run(['doctor', '-'], { input: JSON.stringify(failedPod(text)) });
  expect(stdout).toContain(`declare the port ${port},`);
});

test.each([
  ["ln: failed to create symbolic link '/etc/localtime': Read-only file system", /TZ/],
  ['bash: line 1: /etc/hosts: Permission denied', /hostAliases/],
  ['bash: line 1: /etc/resolv.conf: Read-only file system', /dnsConfig/],
  ["ldconfig: Can't create temporary cache file /etc/ld.so.cache~: Read-only file system", /RUN ldconfig/],
  ['useradd: cannot lock /etc/passwd; try again later.', /RUN useradd/],
  ['E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)', /RUN apt-get install/],
  ['sh: 1: cannot create /etc/shop.conf: Read-only file system', /to another directory/],
  ['/entry.sh: line 3: /sys/kernel/mm/transparent_hugepage/enabled: Read-only file system', /setting of the node/],
  ['bash: line 1: /proc/sys/vm/overcommit_memory: Read-only file system', /sysctl of the node/],
  ['bash: line 1: ulimit: max locked memory: cannot modify limit: Operation not permitted', /memlock/],
])('neither a volume over a directory of the system nor root is proposed for: %s', async (text, words) => {
  const { stdout } = await run(['doctor', '-'], { input: JSON.stringify(failedPod(text)) });
  expect(stdout).toMatch(words);
  expect(stdout).not.toMatch(/(?:emptyDir|fromImage)\('|rootInUserNamespace|runAsUser: 0/);
});

describe('the narrowest path is proposed', () => {
  const fixOf = async (text: string) => (await run(['doctor', '-'], { input: JSON.stringify(failedPod(text)) })).stdout;

  test.each([
    ["OSError: [Errno 30] Read-only file system: '/app/uploads'", "WritablePath.fromEmptyDir('/app/uploads')"],
    ["Error: EROFS: read-only file system, mkdir '/srv/shop/.next/cache'", "WritablePath.fromEmptyDir('/srv/shop/.next/cache')"],
    ['The /srv/blog/bootstrap/cache directory must be present and writable: Read-only file system', "WritablePath.fromEmptyDir('/srv/blog/bootstrap/cache')"],
  ])('for: %s', async (text, path) => {
    expect(await fixOf(text)).toContain(path);
  });

  test.each(['/app/server.json', '/srv/shop/report.pdf', '/opt/agent/state', '/home/node/app/a.txt'])('and no volume over the program of %s', async (path) => {
    const stdout = await fixOf(`sh: 1: cannot create ${path}: Read-only file system`);
    expect(stdout).toContain(`let the program write ${path} to another directory`);
    expect(stdout).not.toMatch(/(?:emptyDir|fromImage)\('/);
  });

  test('a directory that has the source of a stack trace is that of the program', async () => {
    const stdout = await fixOf("Error: EROFS: read-only file system, open '/work/shop/lib/x.json'\n    at write (/work/shop/lib/index.js:3:1)");
    expect(stdout).toContain('let the program write /work/shop/lib/x.json to another directory');
  });

  test('all paths of one log are proposed at once, whatever the errors', async () => {
    const stdout = await fixOf([
      "mkdir: cannot create directory '/var/cache/shop': Read-only file system",
      'sh: 1: cannot create /run/shop/shop.sock: No such file or directory',
      '[error] open /var/log/shop/app.log: permission denied',
    ].join('\n'));
    expect(stdout).toContain("writablePaths: [WritablePath.fromEmptyDir('/var/cache/shop'), WritablePath.fromEmptyDir('/run/shop'), WritablePath.fromEmptyDir('/var/log/shop')],");
  });
});

test('a path with the name of a call is no call', () => {
  expect(causesOf(failedPod('/etc/bind/named.conf.options:2: parsing failed: permission denied'))).not.toContain('low-port');
});

test.each([
  ['opening storage failed: lock DB directory: open /prometheus/lock: read-only file system', /^mount a volume at \/prometheus(?:;|$)/],
  ['Error: The directory named as part of the path /var/log/supervisor/supervisord.log does not exist', /^mount a volume at \/var\/log\/supervisor(?:;|$)/],
  ['the folder /var/lib/shop.d does not exist', /^mount a volume at \/var\/lib\/shop\.d(?:;|$)/],
  ['open /app/state: read-only file system', /^let the program write \/app\/state to another directory/],
])('what a program opens is a file, where no volume can be mounted: %s', (log, instruction) => {
  const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([failedPod(log)]);
  expect(cause.fix(found).do).toMatch(instruction);
});

describe('a data directory that may hold a database stays the data directory', () => {
  const claimAt = (path: string) => ({
    container: { volumeMounts: [{ name: 'v', mountPath: path }] }, spec: { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] },
  });
  const DATA = '/var/lib/postgresql/data';

  test.each([
    [`FATAL:  data directory "${DATA}" has wrong ownership`, `run as the uid that owns ${DATA}: \`ls -ldn ${DATA}\` shows it, and images of postgres use 999, or 70 on Alpine. Only while ${DATA} has no database, use a subdirectory instead: PGDATA=${DATA}/pgdata`],
    [`FATAL:  data directory "${DATA}/pgdata" has wrong ownership`, `run as the uid that owns ${DATA}/pgdata: \`ls -ldn ${DATA}/pgdata\` shows it, and images of postgres use 999, or 70 on Alpine`],
    [`initdb: error: could not change permissions of directory "${DATA}/pgdata": Operation not permitted`, `run as the uid that owns ${DATA}/pgdata: \`ls -ldn ${DATA}/pgdata\` shows it, and images of postgres use 999, or 70 on Alpine`],
    [`FATAL:  data directory "${DATA}" has invalid permissions`, `run \`chmod 0700 ${DATA}\` as its owner before the server starts, such as in an init container: the kubelet makes the root of a volume accessible to the fsGroup at each start. Only while ${DATA} has no database, use a subdirectory instead: PGDATA=${DATA}/pgdata`],
    [`FATAL:  data directory "${DATA}/pgdata" has group or world access`, `write \`fsGroupChangePolicy: OnRootMismatch\`, so that the kubelet makes only the root of the volume accessible to the fsGroup, and run \`chmod 0700 ${DATA}/pgdata\` as its owner before the server starts, such as in an init container`],
  ])('%s', async (text, advice) => {
    const { stdout } = await run(['doctor', '-', '--format', 'json'], { input: JSON.stringify(failedPod(text, claimAt(DATA))) });
    const [{ cause, do: found, typescript = '', yaml = '', settings = '' }] = JSON.parse(stdout).findings;
    expect([cause, found]).toEqual(['data-directory', advice]);
    expect(`${typescript}${yaml}${settings}`).not.toContain('PGDATA');
  });

  test('before the first start it is a subdirectory', async () => {
    const text = `initdb: error: could not change permissions of directory "${DATA}": Operation not permitted`;
    const { stdout } = await run(['doctor', '-'], { input: JSON.stringify(failedPod(text, claimAt(DATA))) });
    expect(stdout).toContain(`do: use a subdirectory of the volume as data directory: PGDATA=${DATA}/pgdata`);
  });
});

describe('a database of SQLite that the log names is looked for in the volumes', () => {
  const inVolume = (volume: object, mount: object = {}) => ({
    container: { volumeMounts: [{ name: 'v', mountPath: '/data', ...mount }] }, spec: { volumes: [{ name: 'v', ...volume }] },
  });
  const claim = { persistentVolumeClaim: { claimName: 'data' } };

  test.each([
    ['Error: failed to open database file /data/gitea.db: unable to open database file', inVolume(claim), 'claim-permission'],
    ['attempt to write a readonly database: /data/x.db', inVolume(claim), 'claim-permission'],
    ['attempt to write a readonly database: /data/x.db', inVolume(claim, { readOnly: true }), 'read-only-volume'],
    ['unable to open database file: /data/x.db', inVolume({ configMap: { name: 'x' } }), 'read-only-volume'],
    ['unable to open database file: /srv/x.db', inVolume(claim), 'path-not-writable'],
    ['sqlite3.OperationalError: unable to open database file', inVolume(claim), 'path-not-writable'],
  ])('%s: %j', async (text, more, cause) => {
    expect(causesOf(failedPod(text, more))).toEqual([cause]);
    const { stdout } = await run(['doctor', '-'], { input: JSON.stringify(failedPod(text, more)) });
    expect(stdout.includes('log does not contain the path')).toBe(!text.includes('/'));
    expect(stdout).not.toContain("fromEmptyDir('PATH')");
  });
});

describe('a full volume that the log does not name', () => {
  const CLAIM = { name: 'd', persistentVolumeClaim: { claimName: 'data' } };
  const SCRATCH = { name: 't', emptyDir: {} };
  const MOUNTS = [{ name: 'd', mountPath: '/data' }, { name: 't', mountPath: '/tmp' }];
  const volumes = (...all: { readonly name: string }[]) => ({
    container: { volumeMounts: MOUNTS.filter(({ name }) => all.some((each) => each.name === name)) }, spec: { volumes: all },
  });

  test.each([
    [volumes(CLAIM), /^raise the request of the PVC data at \/data/, undefined],
    [volumes(CLAIM, SCRATCH), /^give the volume at \/tmp or \/data more room \(the log does not name it: `df -h`/, /fromEmptyDir\('\/tmp'/],
    [volumes(SCRATCH), /^give the volume at \/tmp more room: /, /fromEmptyDir\('\/tmp'/],
    [{}, /^give the full volume more room \(the log does not name it: `df -h`/, undefined],
  ])('%j', async (more, advice, code) => {
    const text = 'FATAL:  could not write lock file "postmaster.pid": No space left on device';
    const { stdout } = await run(['doctor', '-', '--format', 'json'], { input: JSON.stringify(failedPod(text, more)) });
    const [{ cause, do: found, typescript }] = JSON.parse(stdout).findings;
    expect(cause).toBe('disk-full');
    expect(found).toMatch(advice);
    expect(typescript).toEqual(code === undefined ? undefined : expect.stringMatching(code));
    expect(stdout).not.toContain('PATH');
  });
});

test.each([
  ['failed to dial "/run/containerd/containerd.sock": permission denied', {}],
  ['failed to dial "/run/containerd/containerd.sock": permission denied', {
    container: { volumeMounts: [{ name: 'v', mountPath: '/run/containerd/containerd.sock' }] },
    spec: { volumes: [{ name: 'v', hostPath: { path: '/run/containerd/containerd.sock' } }] },
  }],
])('a client is not given the socket of a server: %s %j', (text, more) => {
  expect(causesOf(failedPod(text, more))).toEqual(['unknown']);
});

test.each([
  ['Error: spawn /app/bin/tool EACCES', undefined],
  ['level=error msg="fork/exec /usr/local/bin/helper: permission denied"', undefined],
  ['java.io.IOException: Cannot run program "/opt/tool": error=13, Permission denied', undefined],
  ['/usr/bin/convert: cannot execute: permission denied', undefined],
  ['/entrypoint.sh: line 9: bin/console.sh: Permission denied', undefined],
  ['exec /entrypoint.sh: permission denied', /'sh', '\/entrypoint\.sh'/],
  ['[FATAL tini (7)] exec /app/run failed: Permission denied', /'sh', '\/app\/run'/],
  ['[dumb-init] /app/run: Permission denied', /'sh', '\/app\/run'/],
])('the command of the container is replaced only for its own program: %s', async (text, code) => {
  const { stdout } = await run(['doctor', '-', '--format', 'json'], { input: JSON.stringify(failedPod(text)) });
  const [{ cause, do: found, typescript, yaml }] = JSON.parse(stdout).findings;
  expect(cause).toBe('command-not-executable');
  expect(found).toMatch(/^make \S+ executable for every user when you build the image/);
  expect(typescript).toEqual(code === undefined ? undefined : expect.stringMatching(code));
  expect(yaml === undefined).toBe(code === undefined);
});

test.each([
  "_gdbm.error: [Errno 13] Permission denied: 'celerybeat-schedule'",
  "_dbm.error: [Errno 13] Permission denied: '/app/beat/schedule'",
  "Error: EACCES: permission denied, open '/app/.next/trace'",
])('a file that programs only write is not read: %s', (text) => {
  expect(causesOf(failedPod(text, { container: { workingDir: '/app' } }))).toEqual(['path-not-writable']);
});

test.each(["crond: can't set groups: Operation not permitted", 'cron[7]: setgid: Operation not permitted', '/usr/sbin/atd: setuid: Operation not permitted'])(
  'a daemon that starts programs as other users has no option for one user: %s',
  async (text) => {
    const { stdout } = await run(['doctor', '-', '--format', 'json'], { input: JSON.stringify(failedPod(text)) });
    const [{ cause, do: found }] = JSON.parse(stdout).findings;
    expect(cause).toBe('change-user');
    expect(found).toMatch(/^run each of its jobs as a Kubernetes CronJob/);
  },
);
