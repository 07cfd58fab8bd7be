import { chmodSync } from 'fs';
import { join } from 'path';
import { run, workspaces } from './support';
import { printLock } from '../../../src/knowledge/image-lock/print-lock';
import { APP, lockWith } from '../../knowledge/image-lock/support';
import { onPosix } from '../../support/systems';
import { failedPod } from '../../tasks/doctor/support';

const workspace = workspaces();
const doctor = (input: string | Uint8Array | object) => run(['doctor', '-'], { input: typeof input === 'string' || input instanceof Uint8Array ? input : JSON.stringify(input) });
const EROFS = "can't create /var/cache/web/a: Read-only file system";
const READY = { kind: 'Pod', metadata: { name: 'web' }, status: { phase: 'Running', containerStatuses: [{ name: 'main', ready: true, restartCount: 0, state: { running: {} } }] } };

test('doctor - prints the cause, the evidence, and what to write in each place, and exits with 1', async () => {
  expect(await doctor(failedPod(`starting\n${EROFS}\n${'later\n'.repeat(55)}`))).toEqual({
    status: 1,
    stderr: [],
    stdout: `Pod shop/web-5d8f7c6b9d-x2x4z, container "main":
  cause: read-only-file-system: the program writes to a read-only path
    evidence: log, line 2: can't create /var/cache/web/a: Read-only file system
    why: The root filesystem is read-only. Only mounted volumes are writable.
    do: mount a volume at /var/cache/web
    in TypeScript:
      writablePaths: [WritablePath.fromEmptyDir('/var/cache/web')],
    in YAML:
      containers:
        - name: main
          volumeMounts:
            - { name: writable-var-cache-web, mountPath: /var/cache/web }
      volumes:
        - { name: writable-var-cache-web, emptyDir: { sizeLimit: 1Gi } }
    in cdk8s-hardened.yaml:
      workloads:
        - match: { kind: Deployment, name: web, namespace: shop }
          writablePaths: [/var/cache/web]

1 with a known cause
`,
  });
});

test('nothing wrong is exit code 0', async () => {
  expect(await doctor(READY)).toEqual({ status: 0, stdout: '1 container runs\n', stderr: [] });
  expect(await doctor({ kind: 'Status', status: 'Success' })).toMatchObject({ status: 0, stdout: 'nothing wrong found\n' });
});

test('a pod that starts is not wrong yet', async () => {
  const pod = { ...READY, status: { phase: 'Pending', containerStatuses: [{ name: 'main', ready: false, restartCount: 0, state: { waiting: { reason: 'ContainerCreating' } } }] } };
  expect(await doctor(pod)).toMatchObject({ status: 0, stdout: expect.stringContaining('still starting: Pod web, container "main"') });
});

test('a pod that is ready may be broken', async () => {
  const { status, stdout } = await doctor({ ...READY, logs: { main: ['Error: unable to open log file /web/log/web.log for writing'] } });
  expect(status).toBe(1);
  expect(stdout).toContain('container "main" (runs, and yet):\n  cause: path-not-writable');
});

test('a warning of Tomcat, which is ready without its directories, counts', async () => {
  const log = '25-Nov-2026 15:45:03.000 WARNING [main] org.apache.catalina.core.StandardContext.postWorkDirectory Failed to create work directory [/usr/local/tomcat/work/Catalina/localhost/ROOT] for context []';
  expect((await doctor({ ...READY, logs: { main: [log, 'INFO Server startup'] } })).stdout).toContain('(runs, and yet):\n  cause: path-not-writable');
});

test('what a ready pod overcame while it started is no cause', async () => {
  const events = [{ type: 'Warning', reason: 'FailedMount', message: 'MountVolume.SetUp failed for volume "d" : secret "x" not found' },
    { type: 'Warning', reason: 'Unhealthy', fieldPath: 'spec.containers{main}', message: 'Readiness probe failed: HTTP probe failed with statuscode: 503' }];
  expect((await doctor({ ...READY, events })).status).toBe(0);
});

test('a probe whose program is missing is found although the pod is ready', async () => {
  const events = [{ type: 'Warning', reason: 'Unhealthy', fieldPath: 'spec.containers{main}', message: 'Liveness probe errored and resulted in unknown state: exec: "curl": executable file not found in $PATH' }];
  expect((await doctor({ ...READY, events })).stdout).toContain('cause: probe-program-missing');
});

test('a failure that nobody explains is unknown, with its last lines', async () => {
  const { status, stdout } = await doctor(failedPod('one\nError: connect ECONNREFUSED 10.96.12.7:5432'));
  expect(status).toBe(1);
  expect(stdout).toContain('cause: unknown (exit code 1)');
  expect(stdout).toContain('Error: connect ECONNREFUSED 10.96.12.7:5432');
});

test('without a log, the command is printed that reads it', async () => {
  const { logs: _, ...pod } = failedPod('') as any;
  expect((await doctor(pod)).stdout).toContain('kubectl logs web-5d8f7c6b9d-x2x4z --container=main --previous -n shop');
});

test('a request that was refused for an unknown reason has no log', async () => {
  expect((await doctor({ kind: 'Status', status: 'Failure', message: 'Unauthorized' })).stdout).not.toContain('log');
});

test.each([
  ['', 'stdin: is empty'],
  ['kind: Pod', 'stdin: is not JSON'],
  ['{"a": 1}', 'stdin: does not contain a Kubernetes object with a `kind`'],
])('input that is no object of Kubernetes is exit code 2: %s', async (input, message) => {
  expect(await doctor(input)).toEqual({ status: 2, stdout: '', stderr: [expect.stringContaining(message)] });
});

test('reads bytes that are no UTF-8, lists of lists, and one object a line', async () => {
  const pod = JSON.stringify(failedPod(EROFS));
  const bytes = Buffer.concat([Buffer.from(pod.slice(0, -2).replace('"logs":{"main":"', '"logs":{"main":"')), Buffer.from(pod.slice(-2))]);
  bytes[bytes.indexOf("can't")] = 0xff;
  expect((await doctor(bytes)).stdout).toContain('cause: read-only-file-system');
  expect((await doctor({ kind: 'List', items: [{ kind: 'PodList', items: [{ ...failedPod(EROFS), kind: undefined }] }] })).stdout).toContain('cause: read-only-file-system');
  expect((await doctor(`${pod}\n${JSON.stringify(READY)}\n`)).stdout).toContain('1 with a known cause, 1 container runs');
});

test('events of the same list belong to their pod', async () => {
  const event = { kind: 'Event', type: 'Warning', reason: 'FailedMount', message: 'MountVolume.SetUp failed for volume "d" : configmap "nope" not found', involvedObject: { kind: 'Pod', name: 'web' } };
  const pod = { ...READY, status: { phase: 'Pending', containerStatuses: [{ name: 'main', ready: false, restartCount: 0, state: { waiting: { reason: 'ContainerCreating' } } }] } };
  expect((await doctor({ kind: 'List', items: [pod, event] })).stdout).toContain('cause: config-map-missing');
  expect((await doctor({ kind: 'List', items: [event] })).stdout).toContain('Pod web:\n  cause: config-map-missing');
});

describe('--format json', () => {
  const json = async (input: object) => {
    const { status, stdout, stderr } = await run(['doctor', '-', '--format', 'json'], { input: JSON.stringify(input) });
    expect({ stderr, ending: stdout.endsWith('}\n') }).toEqual({ stderr: [], ending: true });
    return { status, report: JSON.parse(stdout), stdout };
  };

  test('has a finding for each cause', async () => {
    const { status, report } = await json(failedPod(EROFS));
    expect(status).toBe(1);
    expect(report).toMatchObject({ schemaVersion: 1, healthy: 0, starting: [], commands: [], failures: [] });
    expect(report.findings).toEqual([{
      subject: 'Pod shop/web-5d8f7c6b9d-x2x4z',
      container: 'main',
      workload: { kind: 'Deployment', name: 'web', namespace: 'shop' },
      isReady: false,
      cause: 'read-only-file-system',
      title: expect.any(String),
      why: expect.any(String),
      evidence: [{ at: 'log, line 1', text: EROFS }],
      do: 'mount a volume at /var/cache/web',
      typescript: "writablePaths: [WritablePath.fromEmptyDir('/var/cache/web')],",
      yaml: expect.stringContaining('mountPath: /var/cache/web'),
      settings: expect.stringContaining('writablePaths: [/var/cache/web]'),
      notes: [],
      possible: [],
    }]);
  });

  test('has what is unknown, with its last lines and without secrets, in plain characters', async () => {
    const { report, stdout } = await json(failedPod('token=abcdefgh \u009b31m ##[error]x'));
    expect(report.findings).toMatchObject([{ cause: 'unknown', exitCode: 1 }]);
    expect(report.findings[0].evidence.at(-1)).toEqual({ at: 'log, line 1', text: 'token=(hidden) \u009b31m ##[error]x' });
    expect(stdout).not.toMatch(/[\u009b]|##\[|abcdefgh/);
  });

  test('is empty if nothing is wrong', async () => {
    expect(await json(READY)).toMatchObject({ status: 0, report: { findings: [], healthy: 1 } });
  });
});

test('secrets are not printed: neither values of variables that look secret, nor passwords in the log', async () => {
  const log = `connecting to postgres://shop:hunter22@db/shop with hunter22x and token=abcdefgh\nPASSWORD: "s3cr3t" Authorization: Bearer abcdefghijkl\n${EROFS} hunter22x`;
  const pod = failedPod(log, { container: { env: [{ name: 'DB_PASSWORD', value: 'hunter22x' }] } });
  const secret = { kind: 'Secret', metadata: { name: 's' }, data: { a: Buffer.from('values of a secret').toString('base64') } };
  const { stdout } = await doctor({ kind: 'List', items: [pod, secret] });
  expect(stdout).toContain('cause: read-only-file-system');
  const { stdout: unknown } = await doctor(failedPod(`${log.split('\n').slice(0, 2).join('\n')}\nvalues of a secret`, { container: { env: [{ name: 'DB_PASSWORD', value: 'hunter22x' }] } }));
  expect(`${stdout}${unknown}`).not.toMatch(/hunter22|abcdefgh|s3cr3t/);
});

test('secrets in commands, arguments, cookies, keys, addresses of hooks and prompts are not printed', async () => {
  const container = { command: ['app', '--token', 'HIDDEN-1'], args: ['--db-password=HIDDEN-2'] };
  const lines = ['got HIDDEN-1 and HIDDEN-2', 'Cookie: session=HIDDEN-3', 'post https://hooks.slack.com/services/T0/B0/HIDDEN-4', 'mysql -uroot -pHIDDEN-5 failed',
    'password for user shop: HIDDEN-6', `HIDDEN7${'aB3/'.repeat(14)}=`];
  const { stdout } = await doctor(failedPod(lines.join('\n'), { container }));
  expect(stdout).toContain('cause: unknown');
  expect(stdout).not.toContain('HIDDEN');
});

test('names and logs cannot move the cursor, and are no commands of GitHub', async () => {
  const metadata = { name: '\u001b[2Jweb\n::error::x', namespace: '\u001b[31ms' };
  const { stdout } = await doctor(failedPod('::set-output name=a::b\n\u009b31mfoo', { metadata: { ...metadata, ownerReferences: undefined } }));
  const { stdout: found } = await doctor(failedPod(EROFS, { metadata: { ...metadata, ownerReferences: undefined }, container: { name: 'a\n::error::y' } }));
  expect(`${stdout}${found}`).not.toMatch(/[\u001b\u009b]|^\s*::/m);
});

test('control characters and commands for terminals and CI logs stay out of the output', async () => {
  const { stdout } = await doctor(failedPod(`\u001b[31m${EROFS}\u001b[0m \u202e ##[error]x`));
  expect(stdout).not.toMatch(/[\u001b\u202e]|##\[/);
});

test('a pod of a StatefulSet must be deleted after the fix', async () => {
  const metadata = { name: 'db-0', ownerReferences: [{ kind: 'StatefulSet', name: 'db' }] };
  expect((await doctor(failedPod(EROFS, { metadata }))).stdout).toContain('note: after the fix delete the pod: `kubectl delete pod db-0 -n shop`');
});

test('the PVC of a MariaDB whose first start failed must not be used', async () => {
  const more = { container: { image: 'mariadb:11', volumeMounts: [{ name: 'v', mountPath: '/var/lib/mysql' }] }, spec: {} };
  const pod = failedPod("[ERROR] mariadbd: Can't create/write to file '/run/mysqld/mysqld.pid' (Errcode: 30 \"Read-only file system\")", more);
  expect((await doctor(pod)).stdout).toContain('note: if this was the first start of the database, use a new, empty PVC after the fix');
});

onPosix('kubectl is that of the PATH', async () => {
  const { folder } = workspace().write({ 'bin/kubectl': '#!/bin/sh\necho "error: current-context is not set ($*)" >&2\nexit 1\n' });
  chmodSync(join(folder, 'bin', 'kubectl'), 0o755);
  const { status, stdout, stderr } = await run(['doctor', 'pod/web', '-n', 'shop', '--context', 'c'], { env: { PATH: `${folder}/bin:/usr/bin:/bin` } });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toEqual([expect.stringContaining('current-context is not set (--context=c --namespace=shop get pod/web --output=json')]);
});

test('without kubectl doctor says how to do without', async () => {
  expect(await run(['doctor', 'pod/web'], { env: { PATH: '/nowhere' } }))
    .toEqual({ status: 2, stdout: '', stderr: [expect.stringMatching(/kubectl is not installed or not in the PATH: .*doctor -/)] });
});

describe('a workload whose pods are not ready is not fine', () => {
  const deployment = { kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { replicas: 2 }, status: { replicas: 2, readyReplicas: 1, unavailableReplicas: 1 } };

  test.each([
    ['Deployment', deployment, '1 of 2 pods are ready'],
    ['StatefulSet', { kind: 'StatefulSet', metadata: { name: 'web', namespace: 'shop' }, status: { replicas: 1 } }, '0 of 1 pods are ready'],
    ['DaemonSet', { kind: 'DaemonSet', metadata: { name: 'web', namespace: 'shop' }, status: { desiredNumberScheduled: 3, numberReady: 2 } }, '2 of 3 pods are ready'],
    ['Job', { kind: 'Job', metadata: { name: 'web', namespace: 'shop' }, status: { failed: 2, active: 1 } }, '2 pods of the Job failed'],
  ])('%s: without its pods doctor asks for them', async (kind, object, words) => {
    const { status, stdout } = await doctor(object);
    expect(status).toBe(1);
    expect(stdout).toMatch(new RegExp(`cause: pods-not-read.*\n.*${words}[^]*npx cdk8s-hardened doctor ${kind.toLowerCase()}/web -n shop`));
  });

  test('with pods that start, they say it', async () => {
    const pod = { kind: 'Pod', metadata: { name: 'web-5d8f7c6b9d-x', namespace: 'shop', ownerReferences: [{ kind: 'ReplicaSet', name: 'web-5d8f7c6b9d' }] }, status: { phase: 'Pending', containerStatuses: [{ name: 'main', state: { waiting: { reason: 'ContainerCreating' } } }] } };
    expect(await doctor({ kind: 'List', items: [deployment, pod] })).toMatchObject({ status: 0, stdout: expect.stringContaining('still starting') });
  });
});

test('a symptom of one workload is not dropped for the cause of another one', async () => {
  const job = { kind: 'Job', metadata: { name: 'import', namespace: 'shop' }, status: { conditions: [{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' }] } };
  const { stdout } = await doctor({ kind: 'List', items: [failedPod(EROFS), job] });
  expect(stdout).toContain('cause: read-only-file-system');
  expect(stdout).toContain('cause: job-failed');
});

test('a pod that waits for a reason that no one knows is not fine', async () => {
  const conditions = [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates' }];
  const { status, stdout } = await doctor({ kind: 'Pod', metadata: { name: 'web' }, status: { phase: 'Pending', conditions } });
  expect(status).toBe(1);
  expect(stdout).toContain('cause: unknown');
  expect(stdout).toContain('scheduling gates');
});

test('a container that its liveness probe ends again and again is not fine while it is ready', async () => {
  const { containerStatuses: [container] } = READY.status;
  const events = [{ type: 'Warning', reason: 'Unhealthy', fieldPath: 'spec.containers{main}', message: 'Liveness probe failed: HTTP probe failed with statuscode: 500' },
    { type: 'Normal', reason: 'Killing', fieldPath: 'spec.containers{main}', message: 'Container main failed liveness probe, will be restarted' }];
  const statusWith = (restartCount: number) => ({ ...READY.status, containerStatuses: [{ ...container, restartCount }] });
  const restarted = (restartCount: number) => ({ ...READY, status: statusWith(restartCount), events });
  expect((await doctor(restarted(4))).stdout).toContain('cause: probe-failed');
  expect((await doctor(restarted(1))).status).toBe(0);
});

test('--lock reads what images say of themselves, and a lock file with a mistake is an error', async () => {
  const { folder } = workspace();
  const pod = failedPod('/start: 5: cannot create log/x: Read-only file system', { container: { image: APP } });
  workspace().write({ 'images.lock.yaml': printLock([...lockWith({ workdir: '/srv/app' }).images.values()]), 'other.yaml': 'kind: ImageLock\n' });
  const diagnosed = (...args: string[]) => run(['doctor', '-', ...args], { input: JSON.stringify(pod), cwd: folder });
  expect((await diagnosed('--lock', 'images.lock.yaml')).stdout).toContain("WritablePath.fromEmptyDir('/srv/app/log')");
  expect((await diagnosed()).stdout).not.toContain('/srv/app/log');
  expect(await diagnosed('--lock', 'other.yaml')).toMatchObject({ status: 2, stderr: [expect.stringContaining('other.yaml:1:1: the `apiVersion` of the lock file is missing')] });
});
