import { readFileSync } from 'fs';
import { Server } from 'https';
import { join } from 'path';
import { inParallel, pathOf } from './support/client';
import { testSince, useCluster } from './support/cluster';
import { runCommand } from './support/command';
import { startKubelet } from './support/kubelet';
import { inHostPids, podWith } from './support/pods';
import { apply, untilDenied, writtenPolicies } from './support/policies';
import { waitFor } from './support/wait';
import { EXPECTED, RECORDINGS, RESTRICTED } from '../tasks/doctor/recorded-causes';

/*
 * `doctor` reads an API server with the real kubectl. Recordings of real pods are written there: statuses, events, and logs, for which the
 * API server asks a kubelet of this test.
 */

const NODE = 'node1';
/** Doctor reads the logs of 50 pods. */
const PODS_OF_NAMESPACE = 45;

const cluster = useCluster();
const logs = new Map<string, Buffer>();
let kubelet: Server;

interface Recorded {
  readonly file: string;
  readonly pod: any;
}

/** The recordings with a pod and nothing else. */
const RECORDED: readonly Recorded[] = Object.keys(EXPECTED).flatMap((file) => {
  const pod = JSON.parse(readFileSync(join(RECORDINGS, `${file}.json`), 'utf8'));
  return pod.kind === 'Pod' ? [{ file, pod }] : [];
});
const namespaceOf = (index: number) => `fail-${Math.floor(index / PODS_OF_NAMESPACE)}`;
const NAMESPACES = [...new Set(RECORDED.map((_, index) => namespaceOf(index)))];

beforeAll(async () => {
  for (const name of [...NAMESPACES, 'shop']) {
    await cluster.namespace(name);
  }
  await cluster.namespace('restricted', { 'pod-security.kubernetes.io/enforce': 'restricted' });
  kubelet = await startKubelet(cluster.client, NODE, cluster.certificates, logs);
  await inParallel([...RECORDED.keys()], (index) => write(RECORDED[index], namespaceOf(index)));
});

afterAll(() => new Promise((resolve) => kubelet.close(resolve)));

/** Writes a recorded pod as a kubelet and a scheduler do. Some recordings have no more of the spec than the status tells. */
async function write({ file, pod }: Recorded, namespace: string): Promise<void> {
  const { client } = cluster;
  const containersOf = (list: string) => pod.status[list]?.map(({ name, image }: any) => ({ name, image }));
  const spec = pod.spec ?? {
    initContainers: containersOf('initContainerStatuses'),
    containers: containersOf('containerStatuses') ?? [{ name: 'main', image: 'app:1' }],
  };
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: file, namespace }, spec: { ...spec, nodeName: NODE } };
  await client.must('POST', pathOf(object), object);
  await client.must('PATCH', `${pathOf(object)}/${file}/status`, { status: pod.status }, 'application/merge-patch+json');
  const events: readonly any[] = pod.events ?? [];
  for (const [index, { type, reason, message, count, fieldPath, source }] of events.entries()) {
    const event = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${file}.${index}`, namespace },
      involvedObject: { apiVersion: 'v1', kind: 'Pod', name: file, namespace, fieldPath: fieldPath ?? '' },
      type,
      reason,
      message,
      count: count ?? 1,
      source: { component: source ?? '' },
    };
    await client.must('POST', pathOf(event), event);
  }
  for (const [container, lines] of Object.entries<any>(pod.logs ?? {})) {
    logs.set(`${namespace}/${file}/${container}`, Buffer.from(`${[lines].flat().join('\n')}\n`));
  }
}

async function doctor(args: readonly string[], input = ''): Promise<{ readonly status: number; readonly report: any; readonly stderr: string }> {
  const { status, stdout, stderr } = await runCommand(['doctor', ...args, '--format=json'], cluster.env, input);
  return { status, report: stdout === '' ? undefined : JSON.parse(stdout), stderr };
}

/** Its causes by the names of objects, without a repetition. */
function causesIn(report: any): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const { subject, cause } of report.findings) {
    const name = subject.slice(subject.indexOf('/') + 1);
    found.set(name, (found.get(name) ?? new Set<string>()).add(cause));
  }
  return new Map([...found].map(([name, causes]) => [name, [...causes].sort()]));
}

test.each(NAMESPACES)('`doctor -n` finds the recorded cause of each pod in %s', async (namespace) => {
  const { status, report, stderr } = await doctor(['-n', namespace]);
  expect([status, stderr, report.failures]).toEqual([1, '', []]);
  const found = causesIn(report);
  const recorded = RECORDED.filter((_, index) => namespaceOf(index) === namespace).map(({ file }) => file);
  expect(recorded.map((file) => [file, found.get(file)])).toEqual(recorded.map((file) => [file, [EXPECTED[file]].flat().sort()]));
});

test('`doctor pod/NAME` reads one pod', async () => {
  const file = 'erofs-write-file-at-start';
  const index = RECORDED.findIndex((recorded) => recorded.file === file);
  const { status, report } = await doctor([`pod/${file}`, '-n', namespaceOf(index)]);
  expect([status, report.failures, [...causesIn(report)]]).toEqual([1, [], [[file, [EXPECTED[file]]]]]);
});

test('a namespace without a problem has no finding', async () => {
  const { status, report } = await doctor(['-n', 'shop']);
  expect([status, report.findings]).toEqual([0, []]);
});

/** Workloads of a pod that states nothing. */
const BARE = { containers: [{ name: 'main', image: 'app:1' }] };
const LABELS = { app: 'bare' };
const template = { metadata: { labels: LABELS }, spec: BARE };
const WORKLOADS: { readonly [resource: string]: any } = {
  deployment: { apiVersion: 'apps/v1', kind: 'Deployment', spec: { selector: { matchLabels: LABELS }, template } },
  statefulset: { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { serviceName: 'bare', selector: { matchLabels: LABELS }, template } },
  daemonset: { apiVersion: 'apps/v1', kind: 'DaemonSet', spec: { selector: { matchLabels: LABELS }, template } },
  job: { apiVersion: 'batch/v1', kind: 'Job', spec: { template: { spec: { ...BARE, restartPolicy: 'Never' } } } },
};

test.each(Object.keys(WORKLOADS))('`doctor %s/NAME` finds why a namespace that enforces "restricted" refuses its pods', async (resource) => {
  const object = { ...WORKLOADS[resource], metadata: { name: resource, namespace: 'restricted' } };
  await cluster.client.must('POST', pathOf(object), object);
  // Its controller tries, and reports the refusal as a condition or as an event.
  const report = await waitFor('finding', async () => {
    const { report: found } = await doctor([`${resource}/${resource}`, '-n', 'restricted']);
    return found.findings.length > 0 && found;
  });
  expect([...new Set([...causesIn(report).values()].flat())].sort()).toEqual([...RESTRICTED].sort());
});

/** Errors of `kubectl apply` on this server, and the causes that `doctor -` finds in them. */
const REFUSALS: readonly [what: string, object: any, cause: string | readonly string[]][] = [
  ['a pod that Pod Security refuses', { ...podWith(undefined, 'restricted'), spec: BARE }, RESTRICTED],
  ['an unknown field', podWith((spec) => { spec.containers[0].securitycontext = {}; }), 'unknown-field'],
  ['a field of the wrong type', podWith((spec) => { spec.securityContext.runAsUser = 'nobody'; }), 'wrong-type'],
  ['a container name twice', podWith((spec) => { spec.containers.push(spec.containers[0]); }), 'duplicate-name'],
  ['a mount path twice', podWith((spec) => { spec.containers[0].volumeMounts.push(spec.containers[0].volumeMounts[0]); }), 'duplicate-mount-path'],
  ['a negative uid', podWith((spec) => { spec.securityContext.runAsUser = -1; }), 'id-out-of-range'],
  ['a privileged container without privilege escalation', podWith((spec) => { spec.containers[0].securityContext.privileged = true; }), 'privilege-contradiction'],
  ['a seccomp profile without its name', podWith((spec) => { spec.securityContext.seccompProfile = { type: 'Localhost' }; }), 'profile-name'],
  ['a service account that is missing', podWith((spec) => { spec.serviceAccountName = 'nobody'; }), 'service-account-missing'],
  ['a runtime class that is missing', podWith((spec) => { spec.runtimeClassName = 'none'; }), 'class-missing'],
  ['a sub path that leaves its volume', podWith((spec) => { spec.containers[0].volumeMounts[0].subPath = '../x'; }), 'sub-path-leaves-volume'],
];

test.each(REFUSALS)('`doctor -` knows the error for %s', async (_, object, causes) => {
  const { status, stderr } = cluster.kubectl(['apply', '--server-side', '--validate=strict', '--filename=-'], JSON.stringify(object));
  expect(status).toBe(1);
  const { report } = await doctor(['-'], stderr);
  expect([stderr, report.findings.map(({ cause }: any) => cause).sort()]).toEqual([stderr, [causes].flat().sort()]);
});

testSince(30, '`doctor -` knows the error of a policy', async () => {
  apply(cluster, await writtenPolicies(['--action', 'deny']));
  const bad = podWith(inHostPids);
  await untilDenied(cluster.client, bad, 'host-namespaces');
  const { stderr } = cluster.kubectl(['apply', '--server-side', '--filename=-'], JSON.stringify(bad));
  const { report } = await doctor(['-'], stderr);
  expect(report.findings).toEqual([expect.objectContaining({ cause: 'admission-policy', do: expect.stringMatching(/^remove hostNetwork, hostPID and hostIPC\./) })]);
});
