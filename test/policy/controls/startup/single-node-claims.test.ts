import { Size } from 'cdk8s';
import { Deployment, DeploymentStrategy, PersistentVolumeAccessMode, PersistentVolumeClaim, Volume } from 'cdk8s-plus-28';
import { HardenedDeployment, Hardening, WritablePath } from '../../../../src/index';
import { singleNodeClaims } from '../../../../src/policy/controls/startup/single-node-claims';
import { container, newChart } from '../../../constructs/workloads/support';
import { claimsNamed } from '../../facts/known';
import { found, violations } from '../support';

const POD = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }], containers: [{ name: 'main', image: 'app:1' }] };
const GROUPS: { readonly [kind: string]: string } = { Job: 'batch/v1', ReplicationController: 'v1' };
const workload = (kind: string, spec: object, pod: object = {}) =>
  ({ apiVersion: GROUPS[kind] ?? 'apps/v1', kind, metadata: { name: 'web' }, spec: { ...spec, template: { spec: { ...POD, ...pod } } } });
const KNOWN = { facts: { claims: claimsNamed('data') } };
const fields = (manifest: any, settings: object = KNOWN) => found(singleNodeClaims, manifest, undefined, settings);

const REPLICAS = ['spec.replicas'];
const STRATEGY = ['spec.strategy.type'];
const RECREATE = { strategy: { type: 'Recreate' } };

test.each<[string, string, object, string[]]>([
  ['several replicas', 'Deployment', { replicas: 2, ...RECREATE }, REPLICAS],
  ['several replicas and a rolling update', 'Deployment', { replicas: 3 }, REPLICAS],
  ['one replica that is recreated', 'Deployment', { replicas: 1, ...RECREATE }, []],
  ['the default of one replica, recreated', 'Deployment', RECREATE, []],
  ['no replica', 'Deployment', { replicas: 0 }, []],
  ['the default strategy', 'Deployment', { replicas: 1 }, STRATEGY],
  ['a null strategy', 'Deployment', { strategy: null }, STRATEGY],
  ['an explicit rolling update', 'Deployment', { strategy: { type: 'RollingUpdate' } }, STRATEGY],
  ['a rolling update with a surge', 'Deployment', { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } }, STRATEGY],
  ['a rolling update without a surge', 'Deployment', { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } }, []],
  ['a rolling update with a surge of 0%', 'Deployment', { strategy: { rollingUpdate: { maxSurge: '0%', maxUnavailable: 1 } } }, []],
  ['replicas of another type', 'Deployment', { replicas: '2', ...RECREATE }, []],
  ['several replicas', 'StatefulSet', { replicas: 2 }, REPLICAS],
  ['one replica', 'StatefulSet', { replicas: 1 }, []],
  ['several replicas', 'ReplicaSet', { replicas: 2 }, REPLICAS],
  ['several replicas', 'ReplicationController', { replicas: 2 }, REPLICAS],
  ['a pod on each node', 'DaemonSet', {}, ['kind']],
  ['several pods at once', 'Job', { parallelism: 2 }, ['spec.parallelism']],
  ['one pod at a time', 'Job', { completions: 5 }, []],
])('evaluates %s of a %s', (_, kind, spec, expected) => expect(fields(workload(kind, spec))).toEqual(expected));

test.each<[string, object]>([
  ['a claim that no one knows', { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'other' } }] }],
  ['another volume of that name', { volumes: [{ name: 'data', emptyDir: {} }] }],
  ['a claim of each pod', { volumes: [{ name: 'data', ephemeral: { volumeClaimTemplate: {} } }] }],
  ['pods on one node', { nodeName: 'node-1' }],
  ['pods on one node by its label', { nodeSelector: { 'kubernetes.io/hostname': 'node-1' } }],
  ['malformed volumes', { volumes: [null, 'data', { persistentVolumeClaim: 'data' }, { persistentVolumeClaim: { claimName: 7 } }] }],
])('accepts %s', (_, pod) => expect(fields(workload('Deployment', { replicas: 2 }, pod))).toEqual([]));

test('accepts a Pod, and a claim whose access modes no one knows', () => {
  expect(fields({ apiVersion: 'v1', kind: 'Pod', spec: POD })).toEqual([]);
  expect(fields(workload('Deployment', { replicas: 2 }), {})).toEqual([]);
});

test('accepts a part of a pod, whose operator decides how many pods there are', () => {
  expect(fields({ apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', spec: { replicas: 2, volumes: POD.volumes } })).toEqual([]);
});

test('says why there are two pods at once', () => {
  const details = (kind: string) => violations(singleNodeClaims, workload(kind, {}), undefined, KNOWN).map(({ detail }) => detail);
  expect(details('DaemonSet')).toEqual(['one node at a time can mount the PVC "data", and each node has a pod']);
  expect(details('Deployment')).toEqual(['one node at a time can mount the PVC "data", and a rollout starts the new pod first']);
});

test('names the place of an item of a list, the claim and the remedy of its kind', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [workload('StatefulSet', { replicas: 2 }), workload('Deployment', { replicas: 2 })] };
  expect(violations(singleNodeClaims, list, undefined, KNOWN)).toMatchObject([
    { path: ['items', 0, 'spec', 'replicas'], value: 2, allowKey: 'data', remedy: expect.stringContaining('volumeClaimTemplates') },
    { path: ['items', 1, 'spec', 'replicas'], detail: 'one node at a time can mount the PVC "data"', remedy: undefined },
  ]);
});

test.each([
  [['ReadWriteOnce'], REPLICAS], [['ReadWriteOncePod'], REPLICAS], [['ReadWriteMany'], []], [['ReadWriteOnce', 'ReadWriteMany'], []],
  [['ReadOnlyMany'], []], [[], []], [undefined, []],
])('evaluates a claim of a writable path with the access modes %j', (accessModes, expected) => {
  const writablePaths = [{ kind: 'persistentVolumeClaim' as const, path: '/data', claim: { name: 'data', accessModes } }];
  expect(fields(workload('Deployment', { replicas: 2 }), { choices: { writablePaths } })).toEqual(expected);
});

describe('in an app', () => {
  const claim = (chart: ReturnType<typeof newChart>, ...accessModes: PersistentVolumeAccessMode[]) =>
    new PersistentVolumeClaim(chart, 'data', { metadata: { name: 'data' }, accessModes, storage: Size.gibibytes(1) });
  const findings = (chart: ReturnType<typeof newChart>) => Hardening.of(chart).report().findings
    .filter(({ control }) => control === singleNodeClaims.id).map(({ field, severity }) => [field, severity]);
  const ONCE = PersistentVolumeAccessMode.READ_WRITE_ONCE;

  test.each<[PersistentVolumeAccessMode[], object, string[][]]>([
    [[ONCE], {}, [['spec.replicas', 'warning']]],
    [[ONCE], { replicas: 1 }, [['spec.strategy.type', 'warning']]],
    [[ONCE], { replicas: 1, strategy: DeploymentStrategy.recreate() }, []],
    [[ONCE, PersistentVolumeAccessMode.READ_WRITE_MANY], {}, []],
  ])('evaluates the claim %j of a hardened workload with %j', (accessModes, props, expected) => {
    const chart = newChart();
    new HardenedDeployment(chart, 'web', {
      containers: [container()], writablePaths: [WritablePath.fromPersistentVolumeClaim('/data', claim(chart, ...accessModes))], ...props,
    });
    expect(findings(chart)).toEqual(expected);
  });

  test('reports a claim of the same app that is a volume of another workload', () => {
    const chart = newChart();
    new HardenedDeployment(chart, 'web', { containers: [container()], volumes: [Volume.fromPersistentVolumeClaim(chart, 'v', claim(chart, ONCE))] });
    new Deployment(chart, 'plain', { containers: [container()], volumes: [Volume.fromPersistentVolumeClaim(chart, 'w', chart.node.findChild('data') as any)] });
    expect(findings(chart)).toEqual([['spec.replicas', 'warning'], ['spec.replicas', 'warning']]);
  });
});
