import { stringify } from 'yaml';
import { run, workspaces } from './support';

/*
 * Controllers add labels to pods, and policies can select by them. `network` and `audit` must read these policies in the same way: one that
 * selects one Job or one replica isolates no other pod.
 */

const workspace = workspaces();

const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main', image: 'app:1' }] } };
const named = (apiVersion: string, kind: string, spec: object, name = 'web') => ({ apiVersion, kind, metadata: { name, namespace: 'shop' }, spec });
const policy = (podSelector: unknown, more: object = {}, name = 'deny') => ({
  ...named('networking.k8s.io/v1', 'NetworkPolicy', { podSelector, policyTypes: ['Ingress', 'Egress'], ...more }), metadata: { name, namespace: 'shop' },
});

const DEPLOYMENT = named('apps/v1', 'Deployment', { template });
const DAEMON_SET = named('apps/v1', 'DaemonSet', { template });
const STATEFUL_SET = named('apps/v1', 'StatefulSet', { replicas: 2, template });
const AUTOSCALED = named('apps/v1', 'StatefulSet', { template });
const JOB = named('batch/v1', 'Job', { template });
const MANUAL_JOB = named('batch/v1', 'Job', { manualSelector: true, template });
const CRON_JOB = named('batch/v1', 'CronJob', { schedule: '@daily', jobTemplate: { spec: { template } } });
const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } }, spec: template.spec };
const OPERATED = named('monitoring.coreos.com/v1', 'Prometheus', { containers: [{ name: 'main', image: 'app:1' }] });

const labels = (matchLabels: object) => ({ matchLabels });
const expressions = (...matchExpressions: object[]) => ({ matchExpressions });

/** Whether the workload is isolated, to `network` and to `audit`. */
async function isolated(...objects: object[]): Promise<readonly boolean[]> {
  const folder = workspace().write({ 'all.yaml': objects.map((each) => stringify(each)).join('---\n') });
  const { stdout } = await run(['network', '.', '--format', 'json'], { cwd: folder.folder });
  const [{ isolation: { ingress, egress } }] = JSON.parse(stdout).nodes;
  const { findings } = await folder.json('.', '--only', 'network-policy');
  return [...new Set([ingress, egress, findings.length === 0])];
}

it.each<[string, object, object]>([
  ['a Job by its name', JOB, labels({ 'job-name': 'web' })],
  ['a Job by the newer label of its name', JOB, labels({ 'app': 'web', 'batch.kubernetes.io/job-name': 'web' })],
  ['all replicas by their names', STATEFUL_SET, expressions({ key: 'statefulset.kubernetes.io/pod-name', operator: 'In', values: ['web-0', 'web-1', 'web-2'] })],
  ['all replicas but those of another one', STATEFUL_SET, expressions({ key: 'statefulset.kubernetes.io/pod-name', operator: 'NotIn', values: ['db-0'] })],
  ['all pods that have a hash', DEPLOYMENT, expressions({ key: 'pod-template-hash', operator: 'Exists' })],
  ['all pods without a hash of a Deployment', DAEMON_SET, expressions({ key: 'pod-template-hash', operator: 'DoesNotExist' })],
  ['the jobs of a CronJob', CRON_JOB, expressions({ key: 'job-name', operator: 'Exists' })],
  ['what is not a Job', POD, expressions({ key: 'job-name', operator: 'NotIn', values: ['migrate'] })],
])('a policy isolates %s', async (_, workload, selector) => {
  expect(await isolated(workload, policy(selector))).toEqual([true]);
});

it.each<[string, object, object]>([
  ['a Deployment for a Job', DEPLOYMENT, labels({ 'job-name': 'migrate' })],
  ['another Job', JOB, labels({ 'job-name': 'migrate' })],
  ['one run of a CronJob', CRON_JOB, labels({ 'job-name': 'web-29000000' })],
  ['all runs of a CronJob but one', CRON_JOB, expressions({ key: 'job-name', operator: 'NotIn', values: ['web-29000000'] })],
  ['a Job with a selector of its own', MANUAL_JOB, labels({ 'job-name': 'web' })],
  ['one replica', STATEFUL_SET, labels({ 'statefulset.kubernetes.io/pod-name': 'web-0' })],
  ['all replicas but one', STATEFUL_SET, expressions({ key: 'apps.kubernetes.io/pod-index', operator: 'NotIn', values: ['1'] })],
  ['a replica of several that nobody counts', AUTOSCALED, labels({ 'statefulset.kubernetes.io/pod-name': 'web-0' })],
  ['one version of a Deployment', DEPLOYMENT, labels({ 'app': 'web', 'pod-template-hash': '5d4f8c7b6' })],
  ['all versions of a Deployment but one', DEPLOYMENT, expressions({ key: 'pod-template-hash', operator: 'NotIn', values: ['5d4f8c7b6'] })],
  ['pods without a hash', DEPLOYMENT, expressions({ key: 'pod-template-hash', operator: 'DoesNotExist' })],
  ['one version of a DaemonSet', DAEMON_SET, labels({ 'controller-revision-hash': '5d4f8c7b6' })],
  ['the pods of one zone', POD, labels({ 'topology.kubernetes.io/zone': 'a' })],
  ['the pods of all zones but one', POD, expressions({ key: 'topology.kubernetes.io/zone', operator: 'NotIn', values: ['a'] })],
  ['pods without a label that an operator may add', OPERATED, expressions({ key: 'prometheus', operator: 'DoesNotExist' })],
])('a policy that selects %s isolates nothing', async (_, workload, selector) => {
  const { kind } = workload as { kind: string };
  // Of custom resources, `audit` does not ask for a policy.
  expect(await isolated(workload, policy(selector))).toEqual(kind === 'Prometheus' ? [false, true] : [false]);
});

it('a policy that the API server refuses isolates nothing, and both commands say why', async () => {
  const refused = policy({}, { policyTypes: ['ingress'] });
  expect(await isolated(DEPLOYMENT, refused)).toEqual([false]);
  const files = workspace().write({ 'all.yaml': [DEPLOYMENT, refused].map((each) => stringify(each)).join('---\n') });
  const { stdout } = await run(['network', '.'], { cwd: files.folder });
  expect(stdout).toContain('the API server refuses NetworkPolicy shop/deny: "ingress" in policyTypes is not Ingress or Egress');
  const { findings: [{ message }] } = await files.json('.', '--only', 'network-policy');
  expect(message).toContain('"ingress" in policyTypes is not Ingress or Egress');
});

it('of two policies with one name the last counts', async () => {
  const other = policy(labels({ app: 'other' }));
  expect(await isolated(DEPLOYMENT, policy({}), other)).toEqual([false]);
  expect(await isolated(DEPLOYMENT, other, policy({}))).toEqual([true]);
  expect(await isolated(DEPLOYMENT, policy({}), policy(labels({ app: 'other' }), {}, 'another'))).toEqual([true]);
});

it('what a policy allows to some pods of an isolated workload is shown', async () => {
  const allow = policy(labels({ 'statefulset.kubernetes.io/pod-name': 'web-0' }), { ingress: [{}] }, 'allow');
  const files = workspace().write({ 'all.yaml': [STATEFUL_SET, policy({}), allow].map((each) => stringify(each)).join('---\n') });
  const { stdout } = await run(['network', '.'], { cwd: files.folder });
  expect(stdout).toMatch(/^anything \(any pod and any address\) +web \(StatefulSet in shop\) +all/m);
  expect(stdout).toContain('a NetworkPolicy selects pods by labels that a controller adds, and not surely every pod of a workload, so that it isolates none here: shop/allow');
});

it('a peer that may be one of the pods is shown', async () => {
  const from = policy({}, { policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: labels({ 'job-name': 'web-29000000' }) }] }] });
  const files = workspace().write({ 'all.yaml': [CRON_JOB, { ...DEPLOYMENT, metadata: { name: 'api', namespace: 'shop' } }, from].map((each) => stringify(each)).join('---\n') });
  const { stdout } = await run(['network', '.'], { cwd: files.folder });
  expect(stdout).toMatch(/^web \(CronJob in shop\) +api \(Deployment in shop\) +all/m);
});

it('a Service of one replica leads to its StatefulSet', async () => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web-0', namespace: 'shop' }, spec: { selector: { 'statefulset.kubernetes.io/pod-name': 'web-0' }, ports: [{ port: 80 }] } };
  const files = workspace().write({ 'all.yaml': [STATEFUL_SET, service, policy({})].map((each) => stringify(each)).join('---\n') });
  const { stdout } = await run(['network', '.'], { cwd: files.folder });
  expect(stdout).toContain('Service web-0:80 leads to port 80 of StatefulSet shop/web, to which the policies let nobody connect');
});
