import { Server } from 'https';
import { useCluster } from './support/cluster';
import { runCommand } from './support/command';
import { startKubelet } from './support/kubelet';
import { waitFor } from './support/wait';

/* The requests of `suggest-paths --pod`, with a real kubectl on a real API server. The test reports states and logs as a kubelet does. */

const NODE = 'node1';
const STARTED = '2026-12-01T10:00:00Z';

const cluster = useCluster();
const logs = new Map<string, Buffer>();
let kubelet: Server;

beforeAll(async () => {
  kubelet = await startKubelet(cluster.client, NODE, cluster.certificates, logs);
  await cluster.namespace('restricted', { 'pod-security.kubernetes.io/enforce': 'restricted' });
});

afterAll(() => new Promise((resolve) => kubelet.close(resolve)));

const pathOf = (name: string) => `/api/v1/namespaces/restricted/pods/${name}`;

/** Makes a pod that meets "restricted", and runs. */
async function start(name: string, securityContext: object): Promise<void> {
  await cluster.client.must('POST', '/api/v1/namespaces/restricted/pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      nodeName: NODE,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: 'main',
        image: 'app:1',
        env: [{ name: 'TOKEN', value: 'not-for-others' }],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, ...securityContext },
      }],
    },
  });
  await cluster.client.must('PATCH', `${pathOf(name)}/status`, {
    status: { phase: 'Running', containerStatuses: [{ name: 'main', image: 'app:1', imageID: '', ready: true, restartCount: 0, state: { running: { startedAt: STARTED } } }] },
  }, 'application/merge-patch+json');
}

const suggestPaths = (...args: readonly string[]) => runCommand(['suggest-paths', '--debug-image=tools:1', '--for=1s', '--yes', ...args], cluster.env);

const ephemeralOf = async (name: string) => (await cluster.client.must('GET', pathOf(name))).spec.ephemeralContainers ?? [];

/** Ends the debug container of a pod, as a kubelet does. */
async function endDebugContainer(name: string, output: string): Promise<void> {
  let added: any;
  await waitFor('the debug container', async () => {
    [added] = await ephemeralOf(name);
    return added !== undefined;
  });
  logs.set(`restricted/${name}/${added.name}`, Buffer.from(output));
  await cluster.client.must('PATCH', `${pathOf(name)}/status`, {
    status: { ephemeralContainerStatuses: [{ name: added.name, image: 'tools:1', imageID: '', ready: false, restartCount: 0, state: { terminated: { exitCode: 0 } } }] },
  }, 'application/merge-patch+json');
}

test('a namespace that enforces "restricted" admits the debug container, and the report is from its log', async () => {
  await start('web', { runAsUser: 10001, runAsGroup: 10002 });
  const started = Date.parse(STARTED) / 1000;
  const [{ status, stdout, stderr }] = await Promise.all([
    suggestPaths('--pod=restricted/web', '--format=json'),
    endDebugContainer('web', `mount 1 overlay /\ndirectory ${started + 5} 1 10 2 /var/log/\nend\n`),
  ]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/^cdk8s-hardened: adds .*\n.*cannot be removed: .*\n$/) });
  expect(JSON.parse(stdout)).toMatchObject({ runtime: 'kubectl', pod: { namespace: 'restricted', pod: 'web' }, paths: [{ path: '/var/log', bytes: 10 }] });
  expect(await ephemeralOf('web')).toEqual([expect.objectContaining({
    name: expect.stringMatching(/^paths-[0-9a-f]{8}$/),
    image: 'tools:1',
    targetContainerName: 'main',
    command: ['sh', '-c', expect.stringContaining('/proc/1/root'), 'sh', '1', String(started), '/var/run/secrets/kubernetes.io/serviceaccount'],
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsGroup: 10002,
      runAsNonRoot: true,
      runAsUser: 10001,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  })]);
});

test('a refusal of the API server is printed, and nothing is added', async () => {
  await start('root', { runAsUser: 10001, runAsGroup: 10001 });
  const { status, stdout, stderr } = await suggestPaths('--pod=restricted/root', '--user=0:0');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^cdk8s-hardened: kubectl debug failed: .*violates PodSecurity "restricted:latest": runAsNonRoot != true/m);
  expect(await ephemeralOf('root')).toEqual([]);
});

test('a pod that does not exist is an error in the words of kubectl', async () => {
  const { status, stderr } = await suggestPaths('--pod=restricted/none');
  expect({ status, stderr }).toEqual({ status: 2, stderr: 'cdk8s-hardened: kubectl get failed: Error from server (NotFound): pods "none" not found\n' });
});
