import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { causesOf, failedPod } from './support';
import { builtInFamilies } from '../../../src/knowledge/images/built-in-families';
import { examine } from '../../../src/tasks/doctor/examine';
import { objectsInOutput } from '../../../src/tasks/doctor/read/documents';
import { textReport } from '../../../src/tasks/doctor/report/text';

// An answer that is followed must lose no data, and must fit the volume that the error is about.

const report = (log: string, more = {}) => textReport(examine([failedPod(log, more)]), (text) => text);
const instructionOf = (log: string, more = {}) => /^ *do: (.*)/m.exec(report(log, more))?.[1];

/** A container with a volume. */
const mounted = (mountPath: string, volume: object, more = {}) => ({
  spec: { containers: [{ name: 'main', image: 'registry.example.com/shop/web:1.4.2', volumeMounts: [{ name: 'v', mountPath, ...more }] }], volumes: [{ name: 'v', ...volume }] },
});

describe('no answer removes a directory or data', () => {
  const REMOVES = /\brm -\w*r|\brm -f (?!FILE |\S*(?:\.(?:pid|lock|lck|sock(?:et)?)|\/\.s\.PGSQL\.\d+(?:\.lock)?|\/lock|\/pid) )|kubectl delete (?:pvc|pv|persistentvolume)|\bdelete (?:the|its) (?:PVC|volume)|remove \/\S+(?<!\.(?:pid|lock|lck|sock|socket)|\/lock|\/pid) before/;
  const folders = ['recordings', 'public-issues'].map((folder) => join(__dirname, folder));
  const logs: readonly { readonly name: string; readonly log: readonly string[] }[] = readdirSync(join(__dirname, 'program-logs'))
    .flatMap((file) => JSON.parse(readFileSync(join(__dirname, 'program-logs', file), 'utf8')));

  test('of all recordings', () => {
    const reportOf = (path: string, file: string) => textReport(examine(objectsInOutput(readFileSync(path), file)), (text) => text);
    const reports = folders.flatMap((folder) => readdirSync(folder).map((file) => reportOf(join(folder, file), file)));
    expect(reports.length).toBeGreaterThan(250);
    expect(reports.flatMap((text) => text.split('\n').filter((line) => !/evidence:|^ {6}/.test(line) && REMOVES.test(line)))).toEqual([]);
  });

  test('of what is known of images', () => {
    const hints = builtInFamilies().flatMap(({ variants }) => variants.flatMap(({ hint }) => hint ?? []));
    expect(hints.length).toBeGreaterThan(20);
    expect(hints.filter((hint) => REMOVES.test(hint))).toEqual([]);
  });

  test('of all logs of programs', () => {
    expect(logs.length).toBeGreaterThan(200);
    const lines = logs.flatMap(({ log }) => report(log.join('\n'), mounted('/srv/uploads', { emptyDir: {} })).split('\n'));
    expect(lines.filter((line) => !/evidence:/.test(line) && REMOVES.test(line))).toEqual([]);
  });

  test.each([
    ['A server is already running. Check /app/tmp/pids/server.pid.', 'remove /app/tmp/pids/server.pid before'],
    ['pid file /data/db already exists', 'remove the pid or lock file, which the log does not name, before'],
    ['Another instance is running on the lock /var/lib/app', 'which the log does not name'],
    ['listen unix /run/app/app.sock: bind: address already in use', 'remove /run/app/app.sock before'],
    ["bind: Address already in use: '/run/app'", 'remove the socket, which the log does not name, before'],
  ])('after an earlier run: %s', (log, words) => {
    expect(causesOf(failedPod(log))).toEqual(['stale-lock-file']);
    expect(instructionOf(log)).toContain(words);
  });

  const CLAIM = { persistentVolumeClaim: { claimName: 'data' } };
  const POSTMASTER = 'FATAL:  lock file "/var/lib/postgresql/data/postmaster.pid" already exists\nHINT:  Is another postmaster (PID 25) running in data directory "/var/lib/postgresql/data"?';

  test.each([
    [POSTMASTER, '/var/lib/postgresql/data', CLAIM],
    ['Lock file /opt/nexus/data/.lock already exists, another instance is running', '/opt/nexus/data', CLAIM],
    ['Lock file /opt/nexus/data/.lock already exists, another instance is running', '/opt/nexus', { hostPath: { path: '/srv/nexus' } }],
    ['pid file data/app.pid already exists', '/srv/data', CLAIM],
    ["bind: Address already in use: '/data/app.sock'", '/data', { nfs: { server: 'nfs', path: '/' } }],
  ])('a lock on a volume that other pods may use stays: %s', (log, path, volume) => {
    expect(causesOf(failedPod(log, mounted(path, volume)))).toEqual(['stale-lock-file']);
    expect(instructionOf(log, mounted(path, volume))).toMatch(new RegExp(`^look for another pod that uses the (?:PVC data|volume) at ${path} .* strategy Recreate`));
    expect(report(log, mounted(path, volume))).not.toMatch(/\brm\b|remove /);
  });

  test('without the spec of the pod, the answer makes an exception for a PVC', () => {
    const text = report('pid file /data/app.pid already exists', { spec: { containers: [] } });
    expect(text).toContain('look in the pod which volume has /data/app.pid: on an emptyDir, remove the file before the program starts. On a PVC, another pod may use it');
    expect(text).not.toMatch(/\brm\b/);
    expect(instructionOf('pid file /data/app.pid already exists')).not.toContain('PVC');
  });

  test('a lock in an emptyDir, beside a PVC, is one of an earlier run', () => {
    const volumeMounts = [{ name: 'v', mountPath: '/data' }, { name: 'run', mountPath: '/run/app' }];
    const more = { spec: { containers: [{ name: 'main', volumeMounts }], volumes: [{ name: 'v', ...CLAIM }, { name: 'run', emptyDir: {} }] } };
    expect(instructionOf('pid file /run/app/app.pid already exists', more)).toContain('remove /run/app/app.pid before');
  });

  test('a PVC cannot be replaced in place', () => {
    const message = 'The PersistentVolumeClaim "data" is invalid: spec: Forbidden: spec is immutable after creation except resources.requests for bound claims';
    const text = textReport(examine([{ kind: 'Status', status: 'Failure', reason: 'Invalid', message }]), (each) => each);
    expect(text).toMatch(/do: create a PVC with another name/);
    expect(text).not.toMatch(/kubectl (?:delete|replace)/);
  });
});

test('no answer has a fact that is missing', () => {
  const answers = ['recordings', 'public-issues'].flatMap((folder) => readdirSync(join(__dirname, folder)).flatMap((file) => {
    const { diagnoses } = examine(objectsInOutput(readFileSync(join(__dirname, folder, file)), file));
    return diagnoses.flatMap(({ causes }) => causes.map(({ cause, found }) => Object.values(cause.fix(found)).join('\n')));
  }));
  expect(answers.filter((answer) => /\bundefined\b|\[object|\bNaN\b/.test(answer))).toEqual([]);
});

test.each([
  'Unable to create/open the lock file: /data/db/mongod.lock (Read-only file system). Ensure that another instance is not already running',
  'pid file /run/app.pid already exists? cannot create: Read-only file system',
])('a lock file on a read-only root is a read-only root: %s', (log) => {
  expect(causesOf(failedPod(log))).toEqual(['read-only-file-system']);
});

test.each([
  ['s6-chown: fatal: unable to chown /var/run/s6/etc/cont-init.d/01-resolver-resolv: Operation not permitted', 'change-owner'],
  ['s6-overlay-suexec: fatal: unable to exec chown /x: Operation not permitted', 'change-owner'],
  ['[FATAL tini (7)] chmod /opt/app/bin/server: Operation not permitted', 'change-owner'],
  ['/entry.sh: line 3: /bin/chown: Operation not permitted', 'change-owner'],
])('a line with chown or chmod is about an owner, and no file capability: %s', (log, cause) => {
  expect(causesOf(failedPod(log))).toEqual([cause]);
});

describe('the volume of a ConfigMap or a Secret is always read-only', () => {
  const CONFIG = { configMap: { name: 'app' } };
  const SECRET = { secret: { secretName: 'app' } };

  test.each([
    ["chmod: changing permissions of '/opt/app/run.sh': Read-only file system", mounted('/opt/app', CONFIG), /^set `defaultMode: 0555` of the volume v\b/],
    ['chmod: /opt/app/run.sh: Read-only file system', mounted('/opt/app/run.sh', SECRET, { subPath: 'run.sh' }), /^set `defaultMode: 0550` of the volume v\b.*the group of the pod/],
    ["chown: changing ownership of '/etc/app': Read-only file system", mounted('/etc/app', CONFIG), /^remove the chown of \/etc\/app from the start script: .* fsGroup/],
  ])('for: %s', (log, more, instruction) => {
    expect(causesOf(failedPod(log, more))).toEqual(['read-only-volume']);
    expect(instructionOf(log, more)).toMatch(instruction);
  });

  test.each([
    ['touch: /etc/grafana/grafana.ini: Read-only file system', CONFIG],
    ["sed: can't move '/etc/grafana/grafana.iniXXXXXX' to '/etc/grafana/grafana.ini': Read-only file system", SECRET],
  ])('and no volume takes the place of one file of it: %s', (log, volume) => {
    const more = mounted('/etc/grafana/grafana.ini', volume, { subPath: 'grafana.ini' });
    expect(causesOf(failedPod(log, more))).toEqual(['read-only-volume']);
    expect(instructionOf(log, more)).toMatch(/^remove the line that writes \/etc\/grafana\/grafana\.ini from the start script/);
    expect(report(log, more)).not.toMatch(/emptyDir\('\/etc/);
  });

  test('also for a program that may not be executed', () => {
    const log = '/bin/sh: 1: /scripts/start.sh: Permission denied';
    expect(instructionOf(log, mounted('/scripts', CONFIG))).toMatch(/^set `defaultMode: 0555` of the volume v\b.*\/scripts\/start\.sh/);
    expect(instructionOf(log, mounted('/scripts', SECRET))).toMatch(/^set `defaultMode: 0550` of the volume v\b/);
    expect(instructionOf(log)).toMatch(/^make \/scripts\/start\.sh executable/);
  });

  test.each([
    ["chmod: changing permissions of '/root/.ssh/id_rsa': Read-only file system", mounted('/root/.ssh', SECRET)],
    ["chmod: changing permissions of '/etc/mongo/rs0': Read-only file system", mounted('/etc/mongo', SECRET)],
    ["chmod: changing permissions of '/etc/certs': Read-only file system", mounted('/etc/certs', SECRET)],
    ['chmod: /etc/tls/tls.key: Read-only file system', mounted('/etc/tls', { projected: { sources: [] } })],
    ["chmod: changing permissions of '/etc/app/password': Read-only file system", mounted('/etc/app', SECRET)],
    ["chmod: changing permissions of '/var/lib/rabbitmq/.erlang.cookie': Read-only file system", mounted('/var/lib/rabbitmq/.erlang.cookie', SECRET, { subPath: 'cookie' })],
  ])('and a file that is no program stays closed: %s', (log, more) => {
    expect(causesOf(failedPod(log, more))).toEqual(['read-only-volume']);
    expect(instructionOf(log, more)).toMatch(/^remove the chmod of \/\S+ from the start script: .* `(?:install -m 0600|cp -rL \/etc\/certs) /);
    expect(report(log, more)).not.toMatch(/0?o?555/);
  });

  test('and a mount point in it is no busy directory', () => {
    expect(causesOf(failedPod("rm: cannot remove '/etc/app': Read-only file system", mounted('/etc/app', CONFIG)))).toEqual(['read-only-volume']);
  });
});

describe('a volume with data that is read-only keeps its place', () => {
  const CLAIM = { persistentVolumeClaim: { claimName: 'data' } };
  const MONGO = 'Unable to create/open the lock file: /data/db/mongod.lock (Read-only file system). Ensure that another instance is not already running';
  const POSTGRES = 'PANIC:  could not open file "/var/lib/postgresql/data/pg_wal/000000010000000000000001": Read-only file system';

  test.each([
    [MONGO, '/data/db', CLAIM, {}],
    [POSTGRES, '/var/lib/postgresql/data', CLAIM, {}],
    [MONGO, '/data', { hostPath: { path: '/srv' } }, {}],
    [MONGO, '/data/db', CLAIM, { readOnly: true }],
    [MONGO, '/data/db', { emptyDir: {} }, { readOnly: true }],
  ])('for: %s %s %j', (log, path, volume, more) => {
    const pod = mounted(path, volume, more);
    expect(causesOf(failedPod(log, pod))).toEqual(['read-only-volume']);
    expect(instructionOf(log, pod)).toMatch('readOnly' in more ? /^remove `readOnly` from the mount/ : /^remove `readOnly` .* the node or the storage made it read-only/);
    expect(report(log, pod)).not.toMatch(/emptyDir|to another directory|outside of/);
  });

  test.each([
    { persistentVolumeClaim: { claimName: 'data', readOnly: true } },
    { nfs: { server: 'nfs', path: '/', readOnly: true } },
    { csi: { driver: 'example.com', readOnly: true } },
  ])('by the volume itself: %j', (volume) => {
    expect(instructionOf(MONGO, mounted('/data/db', volume))).toMatch(/^remove `readOnly` from the mount of \/data\/db and from its volume v$/);
  });

  test('an image is always read-only', () => {
    const pod = mounted('/models', { image: { reference: 'registry.example.com/models:1' } });
    const log = 'open /models/cache.db: read-only file system';
    expect(causesOf(failedPod(log, pod))).toEqual(['read-only-volume']);
    expect(instructionOf(log, pod)).toMatch(/^mount the image at another path, and copy its files to \/models /);
  });

  test.each([
    ['/var/run/secrets/kubernetes.io/serviceaccount', 'open /run/secrets/kubernetes.io/serviceaccount/x: read-only file system'],
    ['/var/run/secrets/kubernetes.io/serviceaccount', 'open /var/run/secrets/kubernetes.io/serviceaccount/x: read-only file system'],
    ['/run/secrets/kubernetes.io/serviceaccount', 'open /var/run/secrets/kubernetes.io/serviceaccount/x: read-only file system'],
  ])('no volume hides the token at %s: %s', (path, log) => {
    const pod = mounted(path, { projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }, { readOnly: true });
    expect(causesOf(failedPod(log, pod))).toEqual(['read-only-volume']);
    expect(instructionOf(log, pod)).toMatch(/^use an option, a variable or a setting of the program to write outside of \S+, where Kubernetes mounts the token/);
    expect(report(log, pod)).not.toMatch(/emptyDir\('\S*serviceaccount/);
    expect(report(log)).not.toMatch(/emptyDir\('\S*serviceaccount/);
  });
});

describe('a directory that the node uses keeps its owner', () => {
  const LOG = 'open /host/x.pos: permission denied';

  test.each([
    '/var/log', '/var/log/', '/var/log/pods', '/var/lib/docker/containers', '/etc/cni/net.d', '/', '/var/run/docker.sock', '/run', '/tmp', '/home', '/opt', '/usr/local',
  ])('%s', (path) => {
    const pod = mounted('/host', { hostPath: { path } });
    expect(causesOf(failedPod(LOG, pod))).toEqual(['claim-permission']);
    expect(instructionOf(LOG, pod)).toMatch(/^use an option, a variable or a setting of the program to write outside of \/host: the volume v is/);
    expect(report(LOG, pod)).not.toMatch(/chown|change the owner/);
  });

  test.each(['/srv/x', '/var/log/web', '/var/lib/web', '/opt/web', '/data', '/home/web'])('but %s belongs to the workload', (path) => {
    expect(instructionOf(LOG, mounted('/host', { hostPath: { path } }))).toMatch(/^change the owner of the directory of the volume v on the node/);
  });
});

describe('an fsGroup is proposed only where it helps', () => {
  const LOG = 'open /data/x.db: permission denied';
  const withGroup = (volume: object) => {
    const { spec } = mounted('/data', volume);
    return { spec: { ...spec, securityContext: { fsGroup: 65532 } } };
  };
  const CLAIM = { persistentVolumeClaim: { claimName: 'data' } };

  test.each<[string, object, RegExp]>([
    ['a hostPath', { hostPath: { path: '/srv' } }, /^change the owner of the directory of the volume v on the node to the uid 65532/],
    ['NFS', { nfs: { server: 'nfs', path: '/' } }, /^change the owner of the directory of the volume v on its server/],
    ['an emptyDir', { emptyDir: {} }, /^run all init containers and containers that write the volume v as the same uid/],
    ['an emptyDir in memory', { emptyDir: { medium: 'Memory' } }, /^run all init containers and containers/],
  ])('not for %s', (_, volume, instruction) => {
    [mounted('/data', volume), withGroup(volume)].forEach((pod) => {
      expect(causesOf(failedPod(LOG, pod))).toEqual(['claim-permission']);
      expect(instructionOf(LOG, pod)).toMatch(instruction);
      expect(report(LOG, pod)).not.toMatch(/fsGroup: |fromPersistentVolumeClaim/);
    });
  });

  test('and for a PVC only to a pod without one', () => {
    expect(instructionOf(LOG, mounted('/data', CLAIM))).toMatch(/^set an fsGroup/);
    expect(instructionOf(LOG, withGroup(CLAIM))).toMatch(/^change the owner of the files in \/data to the uid 65532: the pod has the fsGroup 65532 already/);
    expect(report(LOG, withGroup(CLAIM))).not.toMatch(/fsGroup: /);
  });

  test.each([{ csi: { driver: 'example.com' } }, { image: { reference: 'registry.example.com/models:1' } }])('no PVC is assumed where there is none: %j', (volume) => {
    [mounted('/data', volume), withGroup(volume)].forEach((pod) => expect(report(LOG, pod)).not.toMatch(/fromPersistentVolumeClaim|PVC/));
  });

  test.each([{ secret: { secretName: 'tls' } }, { projected: { sources: [] } }])('and for the files of %j only to a pod without one', (volume) => {
    expect(instructionOf(LOG, mounted('/data', volume))).toMatch(/^set an fsGroup/);
    expect(instructionOf(LOG, withGroup(volume))).toMatch(/^configure the program to only read \/data, .* fsGroup 65532/);
    expect(report(LOG, withGroup(volume))).not.toMatch(/fsGroup: /);
  });
});

describe('of two paths the destination must be writable', () => {
  const TMP = mounted('/tmp', { emptyDir: {} });

  test.each([
    "Error: EROFS: read-only file system, copyfile '/usr/src/node-red/settings.js' -> '/data/settings.js'",
    "Error: EACCES: permission denied, copyfile '/usr/src/node-red/settings.js' -> '/data/settings.js'",
    "Error: EROFS: read-only file system, rename '/tmp/a' -> '/data/a'",
    "Error: EROFS: read-only file system, link '/opt/app/a' -> '/data/a'",
    "Error: EROFS: read-only file system, symlink '/opt/app/a' -> '/data/a'",
    "OSError: [Errno 30] Read-only file system: '/opt/app/a' -> '/data/a'",
    'java.nio.file.FileSystemException: /opt/app/a -> /data/a: Read-only file system',
    'rename /opt/app/a /data/a: read-only file system',
    'symlink /opt/app/a /data/a: read-only file system',
    'rename() "/opt/app/a" to "/data/a" failed (30: Read-only file system)',
    'Read-only file system @ rb_file_s_rename - (/opt/app/a, /data/a) (Errno::EROFS)',
    'Read-only file system @ rb_file_s_symlink - (/opt/app/a, /data/a) (Errno::EROFS)',
    "mv: cannot move '/opt/app/a' to '/data/a': Read-only file system",
    "ln: failed to create hard link '/data/a' => '/opt/app/a': Read-only file system",
    "ln: failed to create hard link '/data/a': Read-only file system",
    'PHP Warning:  rename(/opt/app/a,/data/a): Read-only file system in /opt/app/x.php on line 3',
  ])('%s', (log) => {
    expect(instructionOf(log, TMP)).toMatch(/volume at \/data\b/);
    expect(instructionOf(log, TMP)).not.toContain('/opt/app');
    expect(instructionOf(log)).toMatch(/volume at \/data\b/);
  });

  test('also in a PVC that is read-only', () => {
    const { spec: { containers: [container], volumes } } = mounted('/data', { persistentVolumeClaim: { claimName: 'data' } });
    const more = { spec: { containers: [{ ...container, volumeMounts: [...container.volumeMounts, { name: 't', mountPath: '/tmp' }] }], volumes: [...volumes, { name: 't', emptyDir: {} }] } };
    const log = "mv: cannot move '/tmp/a' to '/data/a': Read-only file system";
    expect(causesOf(failedPod(log, more))).toEqual(['read-only-volume']);
    expect(instructionOf(log, more)).toMatch(/^remove `readOnly` from the volume v /);
  });

  test('also in a PVC, and from the working directory', () => {
    expect(instructionOf("Error: EACCES: permission denied, copyfile '/usr/src/a.js' -> '/data/a.js'", mounted('/data', { persistentVolumeClaim: { claimName: 'data' } }))).toMatch(/^set an fsGroup\b.*\/data\b/);
    expect(instructionOf("Error: EROFS: read-only file system, rename 'build/a.tmp' -> 'cache/a'")).toMatch(/WORKDIR\/cache\b/);
  });

  test('the path before the reason of the kernel comes before others', () => {
    expect(instructionOf('cannot use /srv/queue/a (Read-only file system), which the settings in /srv/conf/app name')).toMatch(/\/srv\/queue\b/);
  });
});
