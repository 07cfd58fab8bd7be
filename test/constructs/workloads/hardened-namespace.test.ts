import { ApiObject, Chart, JsonPatch, Size, Testing } from 'cdk8s';
import { Cpu, DaemonSet, Deployment, HorizontalPodAutoscaler, Job, Metric, MetricTarget, Namespace } from 'cdk8s-plus-28';
import { container, synthError } from './support';
import { HardenedCronJob, HardenedDeployment, HardenedNamespace, HardenedNamespaceProps, Hardening, NamespaceQuota, PodSecurityLevel } from '../../../src';
import { schemaErrors } from '../../support/kubernetes-schemas';

const PREFIX = 'pod-security.kubernetes.io/';
const shop = () => new Chart(Testing.app(), 'shop', { namespace: 'shop', disableResourceNameHashes: true });

/** The objects of a namespace, by kind, and beside what a test adds. */
function objectsOf(props?: HardenedNamespaceProps, add: (chart: Chart) => void = () => {}): { [kind: string]: any } {
  const chart = shop();
  new HardenedNamespace(chart, 'namespace', props);
  add(chart);
  const objects: any[] = Testing.synth(chart);
  objects.forEach((object) => expect(schemaErrors(object, object)).toEqual([]));
  return Object.fromEntries(objects.reverse().map((object) => [object.kind, object]));
}

const resources = (cpu: number, memory: number) => ({
  cpu: { request: Cpu.millis(cpu), limit: Cpu.millis(2 * cpu) },
  memory: { request: Size.mebibytes(memory), limit: Size.mebibytes(2 * memory) },
});
const quotaOf = (quota: NamespaceQuota | undefined, add?: (chart: Chart) => void) => objectsOf({ quota }, add).ResourceQuota?.spec.hard;

test('has the name of its chart, lies in no namespace, and its objects lie in it', () => {
  const { Namespace: { metadata }, ...others } = objectsOf();
  expect([metadata.name, 'namespace' in metadata]).toEqual(['shop', false]);
  expect(Object.keys(others).sort()).toEqual(['LimitRange', 'NetworkPolicy', 'ResourceQuota', 'ServiceAccount']);
  expect(Object.values(others).map((object) => object.metadata.namespace)).toEqual(['shop', 'shop', 'shop', 'shop']);
  expect(others.ServiceAccount).toMatchObject({ metadata: { name: 'default' }, automountServiceAccountToken: false });
  expect(others.NetworkPolicy.spec).toMatchObject({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  expect(others.NetworkPolicy.spec.ingress).toBeUndefined();
});

test('has a name in a chart without a namespace, too', () => {
  const chart = Testing.chart();
  const { name } = new HardenedNamespace(chart, 'n');
  expect(new Set((Testing.synth(chart) as any[]).map(({ kind, metadata }) => kind === 'Namespace' ? metadata.name : metadata.namespace))).toEqual(new Set([name]));
});

test('can have a name of its own, also in a chart without a namespace', () => {
  const chart = Testing.chart();
  new HardenedNamespace(chart, 'n', { metadata: { name: 'own' } });
  expect(new Set((Testing.synth(chart) as any[]).map(({ kind, metadata }) => kind === 'Namespace' ? metadata.name : metadata.namespace))).toEqual(new Set(['own']));
});

test.each<[string, HardenedNamespaceProps, string | undefined, object]>([
  ['by default', {}, undefined, { 'enforce': 'restricted', 'enforce-version': 'latest', 'warn': 'restricted', 'warn-version': 'latest', 'audit': 'restricted' }],
  ['for a version', {}, '1.30', { 'enforce': 'restricted', 'enforce-version': 'v1.30', 'warn-version': 'latest', 'audit-version': 'latest' }],
  ['baseline', { podSecurity: PodSecurityLevel.BASELINE }, undefined, { enforce: 'baseline', warn: 'restricted', audit: 'restricted' }],
  ['with labels of its author', { metadata: { labels: { [`${PREFIX}enforce`]: 'privileged', team: 'x' } } }, undefined, { enforce: 'privileged', warn: 'restricted' }],
])('has Pod Security labels %s', (_, props, kubernetesVersion, expected) => {
  const chart = shop();
  Hardening.of(chart).setDefaults({ kubernetesVersion });
  new HardenedNamespace(chart, 'namespace', props);
  const [{ metadata: { labels } }] = Testing.synth(chart) as any[];
  expect(labels).toMatchObject(Object.fromEntries(Object.entries(expected).map(([name, value]) => [PREFIX + name, value])));
});

test('each part can be left out', () => {
  expect(Object.keys(objectsOf({ quota: NamespaceQuota.none(), defaultDeny: false, limitRange: false })).sort()).toEqual(['Namespace', 'ServiceAccount']);
});

describe('the quota', () => {
  const web = (chart: Chart, replicas = 3) => new HardenedDeployment(chart, 'web', { replicas, containers: [container({ resources: resources(100, 64) })] });

  test('is twice what the workloads need', () => {
    expect(quotaOf(undefined, (chart) => web(chart))).toEqual({
      'pods': '6', 'requests.cpu': '600m', 'limits.cpu': '1200m', 'requests.memory': '384Mi', 'limits.memory': '768Mi',
    });
    expect(quotaOf(NamespaceQuota.fromApp({ factor: 1 }), (chart) => web(chart))).toMatchObject({ 'pods': '3', 'requests.cpu': '300m' });
  });

  test('counts Jobs, runs of CronJobs, the most replicas, and init containers before the others', () => {
    const once = (add: (chart: Chart) => void) => quotaOf(NamespaceQuota.fromApp({ factor: 1 }), add);
    expect(once((chart) => { new HorizontalPodAutoscaler(chart, 'hpa', { target: new Deployment(chart, 'web', { containers: [container()] }), maxReplicas: 7, metrics: [Metric.resourceCpu(MetricTarget.averageUtilization(70))] }); }).pods).toBe('7');
    expect(once((chart) => { ApiObject.of(new Job(chart, 'job', { containers: [container()] })).addJsonPatch(JsonPatch.add('/spec/parallelism', 4)); }).pods).toBe('4');
    expect(once((chart) => { new HardenedCronJob(chart, 'job', { schedule: { expressionString: '0 0 * * *' } as never, containers: [container()] }); }).pods).toBe('1');
    expect(once((chart) => { web(chart, 1).addInitContainer(container({ name: 'init', resources: resources(500, 32) })); })).toMatchObject({ 'requests.cpu': '500m', 'requests.memory': '64Mi' });
  });

  test('does not count workloads of other namespaces', () => {
    const app = (chart: Chart) => { web(chart); new Deployment(chart, 'other', { metadata: { namespace: 'other' }, replicas: 50, containers: [container()] }); };
    expect(quotaOf(undefined, app).pods).toBe('6');
  });

  test('is one of your own, or a usual one where the workloads are in another app', () => {
    const memory = { memoryRequests: Size.gibibytes(1), memoryLimits: Size.gibibytes(2) };
    const fixed = NamespaceQuota.amounts({ pods: 5, cpuRequests: 0.5, cpuLimits: 2, ...memory });
    expect(quotaOf(fixed)).toEqual({ 'pods': '5', 'requests.cpu': '500m', 'limits.cpu': '2', 'requests.memory': '1Gi', 'limits.memory': '2Gi' });
    expect(quotaOf(undefined)).toEqual({ 'pods': '50', 'requests.cpu': '10', 'limits.cpu': '20', 'requests.memory': '20Gi', 'limits.memory': '40Gi' });
  });

  test('needs the number of nodes for a DaemonSet', () => {
    const agent = (chart: Chart) => { new DaemonSet(chart, 'agent', { metadata: { name: 'agent' }, containers: [container()] }); };
    const chart = shop();
    new HardenedNamespace(chart, 'namespace');
    agent(chart);
    expect(synthError(chart)).toContain('the quota of the namespace needs the number of nodes, since DaemonSet "agent" has a pod on each: set `quota: NamespaceQuota.fromApp({ nodes: 10 })`');
    expect(quotaOf(NamespaceQuota.fromApp({ nodes: 4 }), agent).pods).toBe('8');
  });
});

describe('the LimitRange', () => {
  const limitsOf = (memory?: object, kind: 'Deployment' | 'none' = 'Deployment') => objectsOf({ quota: NamespaceQuota.none() }, (chart) => {
    if (kind === 'Deployment') {
      const spec = { containers: [{ name: 'main', image: 'x', resources: memory }] };
      new ApiObject(chart, 'web', { apiVersion: 'apps/v1', kind, spec: { selector: {}, template: { metadata: {}, spec } } } as never);
    }
  }).LimitRange.spec.limits[0];

  test('has all that trivy looks for', () => {
    expect(limitsOf()).toEqual({
      type: 'Container', default: { cpu: '500m', memory: '512Mi' }, defaultRequest: { cpu: '100m', memory: '128Mi' }, max: { cpu: '4', memory: '8Gi' }, min: { cpu: '1m', memory: '1Mi' },
    });
  });

  test.each([
    ['takes a container that is larger', { limits: { memory: '20Gi' } }, { max: { memory: '20Gi' }, default: { memory: '512Mi' } }],
    ['gives no limit below a request', { requests: { memory: '2Gi', cpu: '1500m' } }, { default: { memory: '2Gi', cpu: '1500m' }, max: { memory: '8Gi' } }],
    ['takes a request without a limit', { requests: { memory: '10Gi' } }, { default: { memory: '10Gi' }, max: { memory: '10Gi' } }],
  ])('%s', (_, given, expected) => {
    expect(limitsOf(given)).toMatchObject(expected);
  });
});

test.each<[string, () => unknown, string]>([
  ['a level', () => objectsOf({ podSecurity: 'privileged' as never }), 'podSecurity is "privileged": write PodSecurityLevel.BASELINE or PodSecurityLevel.RESTRICTED'],
  ['a quota', () => objectsOf({ quota: 5 as never }), 'quota is 5: write NamespaceQuota.fromApp(), NamespaceQuota.amounts(...) or NamespaceQuota.none()'],
  ['a misspelled option', () => objectsOf({ quotas: 5 } as never), 'unknown option "quotas": did you mean "quota"?'],
  ['a factor', () => NamespaceQuota.fromApp({ factor: 0.5 }), 'factor is 0.5: write a number such as 2 or 1.5, at least 1'],
  ['no nodes', () => NamespaceQuota.fromApp({ nodes: 0 }), 'nodes is 0: use a whole number'],
  ['a missing number', () => NamespaceQuota.amounts({ pods: 1 } as never), 'NamespaceQuota.amounts: cpuRequests is missing'],
  ['limits below requests', () => NamespaceQuota.amounts({ pods: 1, cpuRequests: 2, cpuLimits: 1, memoryRequests: Size.gibibytes(1), memoryLimits: Size.gibibytes(1) }), 'has limits below its requests'],
])('refuses %s', (_, make, expected) => {
  expect(make).toThrow(expected);
});

test('a namespace that nobody hardens is a warning, and a hardened one has no finding', () => {
  const found = (make: (chart: Chart) => void) => {
    const chart = shop();
    make(chart);
    return Hardening.of(chart).report().findings.map(({ control, severity, constructPath }) => `${severity} ${control} ${constructPath}`);
  };
  expect(found((chart) => new Namespace(chart, 'plain', { metadata: { name: 'shop' } }))).toEqual(['warning namespace-enforce shop/plain']);
  expect(found((chart) => new HardenedNamespace(chart, 'hardened'))).toEqual([]);
});
