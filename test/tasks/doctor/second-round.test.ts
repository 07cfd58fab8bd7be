import { causesOf, failedPod } from './support';
import { JsonObject } from '../../../src/formats/manifest/json';
import { examine } from '../../../src/tasks/doctor/examine';
import { run } from '../../commands/cli/support';

const doctor = (...objects: readonly JsonObject[]) => run(['doctor', '-'], { input: JSON.stringify({ kind: 'List', items: objects }) });
const IN_RAILS = { container: { workingDir: '/rails' } };
const EROFS = "mkdir: cannot create directory '/var/cache/web': Read-only file system";

describe('relative paths', () => {
  const ruby = "log_device.rb:105:in `initialize': Read-only file system @ rb_sysopen - log/production.log (Errno::EROFS)";

  test('start in the workingDir of the container', async () => {
    expect((await doctor(failedPod(ruby, IN_RAILS))).stdout).toContain("WritablePath.fromEmptyDir('/rails/log')");
  });

  test('start in the WORKDIR that is known of the image', async () => {
    const { stdout } = await doctor(failedPod('panic: open default.etcd/member/snap/db: read-only file system', { container: { image: 'quay.io/coreos/etcd:v3.6.4' } }));
    expect(stdout).toContain('make /var/lib/etcd writable: the paths of etcd 3.6.4 are known');
  });

  test('are printed as they are where nobody says, with what comes before them', async () => {
    const { stdout } = await doctor(failedPod(ruby));
    expect(stdout).toContain("WritablePath.fromEmptyDir('WORKDIR/log')");
    expect(stdout).toMatch(/the log has log\/production\.log, which starts in the WORKDIR of the image: .*docker inspect/);
  });

  test.each([
    ['OSError: [Errno 30] Read-only file system: \'data/state.json\'', '/rails/data'],
    ['Error: EROFS: read-only file system, open \'logs/out.log\'', '/rails/logs'],
    ['java.io.FileNotFoundException: logs/app.log (Read-only file system)', '/rails/logs'],
    ["can't write into cache/state.sto: Read-only file system at agent.pl line 4.", '/rails/cache'],
    ['No such file or directory @ rb_sysopen - tmp/pids/server.pid (Errno::ENOENT)', '/rails/tmp/pids'],
    ['mkdir tmp/cache: read-only file system', '/rails/tmp'],
  ])('are found in: %s', async (text, directory) => {
    expect((await doctor(failedPod(text, IN_RAILS))).stdout).toContain(`('${directory}')`);
  });
});

test('a database that the log does not name is that of the known image', async () => {
  const log = 'gsqlite3: connection failed: Failed to execute query: attempt to write a readonly database';
  const { stdout } = await doctor(failedPod(log, { container: { image: 'powerdns/pdns-auth-49:4.9' } }));
  expect(stdout).toContain('make /var/lib/powerdns writable');
});

test('the uid of the user that runs now is printed where only the program must change', async () => {
  const { stdout } = await doctor(failedPod('setgid: Operation not permitted'));
  expect(stdout).toContain('keep the uid 65532');
  expect(stdout).toContain('runAs: RunAs.user(65532),');
  expect(stdout).not.toMatch(/\bUID\b/);
});

describe('file capabilities', () => {
  test('are named where the image or the program is known, and else a guess', async () => {
    const of = async (log: string, image = 'registry.example.com/a:1') => (await doctor(failedPod(log, { container: { image } }))).stdout;
    expect(await of('execv(/usr/lib/dovecot/imap-login) failed: Operation not permitted')).toMatch(/setcap -r \/usr\/lib\/dovecot\/imap-login`\. The program needs SYS_CHROOT, and Pod Security "restricted" admits only NET_BIND_SERVICE/);
    expect(await of('/entry.sh: line 56: /opt/app/sbin/slapadd: Operation not permitted')).toContain('NET_BIND_SERVICE is a guess');
    expect(await of('/entry.sh: line 56: /opt/bitnami/openldap/sbin/slapadd: Operation not permitted', 'bitnami/openldap:2.6')).toContain('The program needs NET_BIND_SERVICE');
  });

  test('and a path of the same log are two causes', () => {
    const log = '/entry.sh: line 7: /opt/app/sbin/slappasswd: Operation not permitted\n/entry.sh: line 10: /var/lib/app/slapd.ldif: Read-only file system';
    expect(causesOf(failedPod(log))).toEqual(['file-capability', 'read-only-file-system']);
  });
});

test('a pid file in a volume comes with how to turn it off, and one that is left is recognized', async () => {
  expect((await doctor(failedPod('FATAL: failed to open /run/squid.pid: (30) Read-only file system'))).stdout).toContain('turn it off, if the program does not need it (Squid: `pid_filename none`');
  const { stdout } = await doctor(failedPod('FATAL: Squid is already running: Found fresh instance PID file (/run/squid.pid) with PID 1'));
  expect(stdout).toContain('cause: stale-lock-file');
  expect(stdout).toContain('`pid_filename none`');
});

describe('a pod that runs and does not work', () => {
  const running = (log: string) => ({ ...failedPod(log), status: { phase: 'Running', containerStatuses: [{ name: 'main', ready: true, restartCount: 0, state: { running: {} } }] } });

  test.each([
    ['execv(/usr/lib/dovecot/imap-login) failed: Operation not permitted', 'file-capability'],
    ["Error: EROFS: read-only file system, open '/srv/uploads/f.txt'", 'read-only-file-system'],
  ])('is reported with its cause: %s', async (log, cause) => {
    const { status, stdout } = await doctor(running(log));
    expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining(`cause: ${cause}`) });
  });

  test('is unknown if it is refused something again and again', async () => {
    const line = 'worker: helper said: Permission denied\n';
    const { status, stdout } = await doctor(running(line.repeat(3)));
    expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining('runs, and is refused something again and again') });
    expect((await doctor(running(line))).status).toBe(0);
  });

  test('is fine if it refuses its clients', async () => {
    expect((await doctor(running('Permission denied (publickey) for user root\n'.repeat(9)))).status).toBe(0);
  });
});

test('the first error weighs more than what npm says at its end', () => {
  const log = "npm error Error: EACCES: permission denied, open '/home/node/app/package.json'\nnpm error Log files were not written due to an error writing to the directory: /.npm/_logs";
  expect(causesOf(failedPod(log))).toEqual(['image-file-permission']);
});

describe('old ReplicaSets', () => {
  const replicaSet = (name: string, revision: string) => ({
    kind: 'ReplicaSet', metadata: { name, namespace: 'shop', annotations: { 'deployment.kubernetes.io/revision': revision }, ownerReferences: [{ kind: 'Deployment', name: 'web' }] }, status: {},
  });
  const podOf = (owner: string, log: string) => failedPod(log, { metadata: { name: `${owner}-x2x4z`, ownerReferences: [{ kind: 'ReplicaSet', name: owner }] } });

  test('are marked, and come after the new one', async () => {
    const old = podOf('web-5d8f7c6b9d', 'setgid: Operation not permitted');
    const { stdout } = await doctor(replicaSet('web-5d8f7c6b9d', '2'), replicaSet('web-6c9f8d7b5c', '10'), old, podOf('web-6c9f8d7b5c', EROFS));
    expect(stdout.indexOf('web-6c9f8d7b5c-x2x4z')).toBeLessThan(stdout.indexOf('web-5d8f7c6b9d-x2x4z'));
    expect(stdout.match(/note: this pod belongs to an old ReplicaSet/g)).toHaveLength(1);
  });

  test('the newest one is not marked', () => {
    expect(examine([replicaSet('web-5d8f7c6b9d', '2'), podOf('web-5d8f7c6b9d', EROFS)]).diagnoses[0].evidence.isOld).toBe(false);
  });
});

describe('connections', () => {
  const policy = (spec: object) => ({ kind: 'NetworkPolicy', metadata: { name: 'isolate', namespace: 'shop' }, spec });
  const logs = ['Error: getaddrinfo ENOTFOUND db.shop.svc', 'Error: connect ECONNREFUSED 10.96.12.7:5432', 'dial tcp 10.96.12.7:5432: i/o timeout'];

  test.each(logs)('%s names the NetworkPolicy that selects the pod', async (log) => {
    const { stdout } = await doctor(failedPod(log), policy({ podSelector: {}, policyTypes: ['Egress'] }));
    expect(stdout).toMatch(/cause: egress-denied[^]*NetworkPolicy isolate/);
  });

  test.each([
    ['none', undefined],
    ['one of other pods', policy({ podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Egress'] })],
    ['one of incoming connections', policy({ podSelector: {}, policyTypes: ['Ingress'] })],
    ['one of another namespace', { ...policy({ podSelector: {}, policyTypes: ['Egress'] }), metadata: { name: 'isolate', namespace: 'other' } }],
  ])('with %s they are unknown', (_, object) => {
    expect(causesOf(failedPod(logs[0]), ...object ? [object] : [])).toEqual(['unknown']);
  });
});

test.each([
  ['terminal-permission', '/entry.sh: line 2: /dev/pts/0: Permission denied'],
  ['half-initialized-database', 'slapadd: could not add entry dn="cn=config" (line=1): \ufffd$}\ufffd'],
])('finds the cause %s', (cause, text) => {
  expect(causesOf(failedPod(text))).toEqual([cause]);
});

test('the PVC of a database that was initialized in part is named', async () => {
  const more = { spec: { containers: [{ name: 'main', image: 'bitnami/openldap:2.6', volumeMounts: [{ name: 'v', mountPath: '/bitnami/openldap' }] }], volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data-openldap-0' } }] } };
  expect((await doctor(failedPod('slapadd: could not add entry dn="cn=config" (line=1):', more))).stdout).toContain('another `subPath` of data-openldap-0');
});

test('missing parameters of a policy are told from what a policy refuses', async () => {
  const message = "pods \"web\" is forbidden: ValidatingAdmissionPolicy 'old.example.com' with binding 'old.example.com' denied request: failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction";
  const { stdout } = await doctor({ kind: 'Status', status: 'Failure', message, reason: 'Forbidden' });
  expect(stdout).toMatch(/cause: policy-parameters-missing[^]*do: create the object [^]*old\.example\.com[^]*restart the API servers[^]*have no parameters/);
  expect(stdout.match(/cause:/g)).toHaveLength(1);
});
