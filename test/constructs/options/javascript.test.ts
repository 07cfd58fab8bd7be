import { Chart, Cron, Duration, Size } from 'cdk8s';
import { ConcurrencyPolicy, DeploymentStrategy, PodManagementPolicy, Service, StatefulSetUpdateStrategy } from 'cdk8s-plus-28';
import {
  ControlSeverity,
  HardenedCronJob,
  HardenedDeployment,
  HardenedJob,
  HardenedStatefulSet,
  Hardening,
  RunAs,
  RuntimePreset,
  WritablePath,
  WritablePathMedium,
} from '../../../src';
import { container, newChart, synthError } from '../workloads/support';

// What TypeScript refuses, and JavaScript passes on.

const make = (props: object) => new HardenedDeployment(newChart(), 'web', { containers: [container()], ...props });

/** Options of workloads and of defaults. */
const VALUES: readonly [object, string][] = [
  [{ runAs: 1000 }, 'runAs is 1000: write RunAs.user(1000)'],
  [{ runAs: '1000' }, 'runAs is "1000": write RunAs.user(1000)'],
  [{ runAs: 'node' }, 'runAs is "node": write RunAs.user(...), RunAs.nonRoot() or RunAs.unique()'],
  [{ runAs: null }, 'runAs is null: write RunAs.user(...)'],
  [{ runAs: RunAs.nonRoot }, 'runAs is a function: write RunAs.user(...)'],
  [{ writablePaths: ['/cache'] }, 'writablePaths[0] is "/cache": write WritablePath.fromEmptyDir("/cache")'],
  [{ writablePaths: [WritablePath.fromEmptyDir('/a'), { path: '/b' }] }, 'writablePaths[1] is an object: write WritablePath.fromEmptyDir(...)'],
  [{ writablePaths: WritablePath.fromEmptyDir('/a') }, 'writablePaths is a WritablePath: write [WritablePath.fromEmptyDir("/cache")]'],
  [{ presets: [(RuntimePreset as any).NODEJS] }, 'presets[0] is undefined: write RuntimePreset.forImage(...), RuntimePreset.custom(...) or a constant such as RuntimePreset.NODE'],
  [{ writablePaths: '/cache' }, 'writablePaths is "/cache": write [WritablePath.fromEmptyDir("/cache")]'],
  [{ writablePaths: ['cache'] }, 'writablePaths[0] is "cache": write WritablePath.fromEmptyDir("/cache")'],
  [{ runAs: 0 }, 'runAs is 0: write RunAs.user(...), RunAs.nonRoot() or RunAs.unique()'],
  [{ presets: 'jvm' }, 'presets is "jvm": write [RuntimePreset.JVM]'],
  [{ presets: ['node'] }, 'presets[0] is "node": write RuntimePreset.NODE'],
  [{ presets: ['php-fpm'] }, 'presets[0] is "php-fpm": write RuntimePreset.PHP_FPM'],
];

test.each(VALUES)('refuses a workload with %j immediately', (props, error) => {
  expect(() => make(props)).toThrow(error);
});

test.each(VALUES)('refuses defaults of %j immediately', (values, error) => {
  expect(() => Hardening.of(newChart()).setDefaults(values)).toThrow(error);
});

test.each(VALUES)('refuses container settings of %j immediately', (settings, error) => {
  expect(() => make({ containerSettings: { main: settings } })).toThrow(`containerSettings.main.${error}`);
  expect(() => Hardening.of(newChart()).setDefaults({ containerSettings: { main: settings } })).toThrow(`containerSettings.main.${error}`);
});

test.each<[object, string]>([
  [{ dockerfile: 'Dockerfile' }, 'dockerfile is "Dockerfile": write DockerfileImage.fromFile("Dockerfile")'],
  [{ appArmor: 'runtime/default' }, 'appArmor is "runtime/default": write AppArmor.runtimeDefault() or AppArmor.localhost(...)'],
  [{ serviceAccountToken: true }, 'serviceAccountToken is true: write ServiceAccountToken.apiServer() or ServiceAccountToken.projected({ audience: ... })'],
  [{ containerSettings: ['main'] }, 'containerSettings is a list: write { <container name>: { runAs, writablePaths, presets, dockerfile } }'],
  [{ containerSettings: { main: RunAs.user(1000) } }, 'containerSettings.main is a RunAs: write { runAs, writablePaths, presets, dockerfile }'],
  [{ containerSettings: { main: 'node' } }, 'containerSettings.main is "node": write { runAs, writablePaths, presets, dockerfile }'],
  [{ containerSettings: { '': {} } }, 'containerSettings has an empty container name: write the name of the container'],
  [{ supplementalGroups: ['4000'] }, 'supplementalGroups[0] is "4000": use a whole number from 1 to 2147483647; 0 is root\'s group'],
  [{ containerSettings: null }, 'containerSettings is null: write { <container name>: {'],
  [{ containerSettings: { main: [] } }, 'containerSettings.main is an empty list: write { runAs, writablePaths, presets, dockerfile }'],
  [{ waivers: {} }, 'waivers is an object: write [{ control: \'...\', reason: \'...\' }]'],
  [{ waivers: 'x' }, 'waivers is "x": write [{ control: '],
  [{ waivers: [null] }, 'waivers[0] is null: write { control: '],
  [{ supplementalGroups: 5 }, 'supplementalGroups is 5: write [5]'],
  [{ supplementalGroupsPolicy: 'strict' }, 'supplementalGroupsPolicy is "strict": write SupplementalGroupsPolicy.MERGE or SupplementalGroupsPolicy.STRICT'],
  [{ userNamespace: 'yes' }, 'userNamespace is "yes": write true or false'],
  [{ ephemeralStorageLimits: 'false' }, 'ephemeralStorageLimits is "false": write true or false'],
  [{ runAsUser: 1000 }, 'unknown option "runAsUser": write runAs: RunAs.user(uid, gid)'],
  [{ containers: [{ image: 'a', runAs: 1000 }] }, 'containers[0] has no option "runAs": write containerSettings: { "main": { runAs: ... } }'],
  [{ initContainers: [{ name: 'init', image: 'a', writablePaths: ['/x'] }] }, 'initContainers[0] has no option "writablePaths": write containerSettings: { "init": { '],
])('refuses a workload with %j immediately', (props, error) => {
  expect(() => make(props)).toThrow(error);
});

test.each([
  ['a Deployment', () => new HardenedDeployment(newChart(), 'web', null as any), 'null'],
  ['a StatefulSet', () => new HardenedStatefulSet(newChart(), 'web', undefined as any), 'undefined'],
])('refuses %s whose properties are not an object', (_, act, got) => {
  expect(act).toThrow(`the properties of the workload are ${got}: write { containers: [{ image: '...' }] }`);
});

const job = (props: object) => new HardenedJob(newChart(), 'task', { containers: [container()], ...props });

test.each<[object, string]>([
  [{ podFailurePolicy: {} }, 'podFailurePolicy is an object: write [PodFailureRule.onExitCodes(...)]'],
  [{ podFailurePolicy: ['x'] }, 'podFailurePolicy[0] is "x": write PodFailureRule.onExitCodes(...)'],
  [{ podFailurePolicy: [{ action: 'Ignore' }] }, 'podFailurePolicy[0] is an object: write PodFailureRule.onExitCodes(...)'],
  [{ completions: '3' }, 'completions is "3": use a whole number from 0 to 2147483647'],
  [{ suspend: 'yes' }, 'suspend is "yes": write true or false'],
  [{ podFailurePolici: [] }, 'unknown option "podFailurePolici": did you mean "podFailurePolicy"?'],
])('refuses a Job with %j immediately', (props, error) => {
  expect(() => job(props)).toThrow(error);
});

const claim = (values: object) => [{ name: 'd', size: Size.gibibytes(1), mounts: [{ path: '/data' }], ...values }];

test.each<[string, unknown, string]>([
  ['an object instead of the list', {}, 'volumeClaimTemplates is an object: write [{ name: \'data\', size: Size.gibibytes(1), mounts: '],
  ['a text', ['x'], 'volumeClaimTemplates[0] got "x": write { name: \'data\', size: '],
  ['null', [null], 'volumeClaimTemplates[0] got null: write { name: '],
  ['no name', claim({ name: undefined }), 'volumeClaimTemplates[0]: name is missing: write a text such as "data"'],
  ['no size', claim({ size: undefined }), 'volume claim template "d": size is missing: write Size.mebibytes(...)'],
  ['a size as a text', claim({ size: '1Gi' }), 'volume claim template "d": size is "1Gi": write Size.gibibytes(1)'],
  ['no mounts', claim({ mounts: undefined }), 'volume claim template "d": mounts is missing: write [{ path: "/var/lib/data" }]'],
  ['a path instead of mounts', claim({ mounts: '/x' }), 'volume claim template "d": mounts is "/x": write [{ path: "/x" }]'],
  ['a mount without a path', claim({ mounts: [{}] }), 'volume claim template "d": mounts[0].path is missing: write a text such as "/var/lib/data"'],
  ['a misspelled option of a mount', claim({ mounts: [{ path: '/x', readonly: true }] }), 'volume claim template "d": mounts[0] has no option "readonly": did you mean "readOnly"?'],
  ['a short access mode', claim({ accessMode: 'RWO' }), 'volume claim template "d": accessMode is "RWO": write PersistentVolumeAccessMode.READ_WRITE_ONCE, '],
  ['a misspelled option', claim({ storageClass: 'fast' }), 'volume claim template "d" has no option "storageClass": did you mean "storageClassName"?'],
])('refuses volume claim templates with %s immediately', (_, volumeClaimTemplates, error) => {
  const service = (chart: Chart) => new Service(chart, 'service', { ports: [{ port: 80 }] });
  expect(() => {
    const chart = newChart();
    new HardenedStatefulSet(chart, 'db', { service: service(chart), containers: [container()], volumeClaimTemplates: volumeClaimTemplates as any });
  }).toThrow(error);
});

test.each([
  ['writablePath', 'writablePaths'], ['runas', 'runAs'], ['runAS', 'runAs'], ['dockerfiles', 'dockerfile'], ['containersSettings', 'containerSettings'],
  ['preset', 'presets'], ['waiver', 'waivers'],
])('refuses the misspelled option "%s" and suggests the closest name', (given, meant) => {
  expect(() => make({ [given]: [] })).toThrow(`unknown option "${given}": did you mean "${meant}"?`);
  expect(() => make({ [given]: undefined })).not.toThrow();
});

test('accepts every option of a cdk8s-plus Deployment', () => {
  const chart = newChart();
  new HardenedDeployment(chart, 'web', {
    containers: [container()],
    replicas: 3,
    strategy: DeploymentStrategy.recreate(),
    hostNetwork: false,
    terminationGracePeriod: undefined,
    volumes: [],
    podMetadata: { labels: { a: 'b' } },
    metadata: { labels: { a: 'b' } },
    select: true,
    spread: false,
    isolate: false,
    progressDeadline: undefined,
    automountServiceAccountToken: false,
    initContainers: [],
    hostAliases: [],
  });
  expect(synthError(chart)).toBe('');
});

test('accepts every option of a cdk8s-plus Job, CronJob and StatefulSet', () => {
  const chart = newChart();
  const pod = { containers: [container()] };
  expect(() => {
    new HardenedJob(chart, 'job', { ...pod, activeDeadline: Duration.hours(1), backoffLimit: 1, ttlAfterFinished: Duration.hours(1), select: false });
    new HardenedCronJob(chart, 'cron', {
      ...pod,
      schedule: Cron.daily(),
      timeZone: 'UTC',
      concurrencyPolicy: ConcurrencyPolicy.FORBID,
      startingDeadline: Duration.hours(1),
      suspend: false,
      successfulJobsRetained: 1,
      failedJobsRetained: 1,
    });
    new HardenedStatefulSet(chart, 'set', {
      ...pod,
      service: new Service(chart, 'service', { ports: [{ port: 80 }] }),
      minReady: Duration.seconds(1),
      podManagementPolicy: PodManagementPolicy.PARALLEL,
      strategy: StatefulSetUpdateStrategy.onDelete(),
      replicas: 1,
    });
  }).not.toThrow();
});

test.each<[object, string]>([
  [{ writablePath: [] }, 'setDefaults has no option "writablePath": did you mean "writablePaths"?'],
  [{ plattform: 'openshift' }, 'setDefaults has no option "plattform": did you mean "platform"?'],
  [{ foo: 1 }, 'setDefaults has no option "foo": use one of kubernetesVersion, platform, '],
  [{ kubernetesVersion: 1.30 }, 'kubernetesVersion is the number 1.3: write \'1.30\', in quotes'],
  [{ kubernetesVersion: null }, 'kubernetesVersion is null: write '],
  [{ platform: 'gke' }, 'platform is "gke": write Platform.KUBERNETES, Platform.OPENSHIFT, Platform.OPENSHIFT_V3 or Platform.GKE_AUTOPILOT'],
  [{ controls: null }, 'controls is null: write { \'cpu-resources\': { severity: ControlSeverity.OFF, reason: \'...\' } }'],
  [{ controls: [] }, 'controls is an empty list: write { \'cpu-resources\': '],
  [{ controls: new Map() }, 'controls is a Map: write { \'cpu-resources\': '],
  [{ controls: { 'image-tag': 'off' } }, 'controls[\'image-tag\'] is "off": write { severity: ControlSeverity.OFF, reason: \'...\' }'],
  [{ controls: { 'image-tag': { reason: 'a b c' } } }, 'controls[\'image-tag\'].severity is missing: write ControlSeverity.ERROR, ControlSeverity.WARNING or ControlSeverity.OFF'],
  [{ controls: { 'image-tag': { severity: 'off', reason: 'a b c', expires: '2026-01-01' } } }, 'controls[\'image-tag\'] has no option "expires": use one of severity, reason'],
  [{ neverWaive: 'privileged' }, 'neverWaive is "privileged": write ["privileged"]'],
  [{ neverWaive: null }, 'neverWaive is null: write ["privileged"]'],
  [{ neverWaive: [undefined] }, 'neverWaive[0] is undefined: write a text such as "privileged"'],
  [{ maxWaiverDays: '5' }, 'maxWaiverDays is "5": use a whole number of days, 1 or more'],
  [{ now: '2026-01-01' }, 'now is "2026-01-01": write new Date("2026-01-01")'],
  [{ containerSettings: { main: { writablePath: [] } } }, 'containerSettings.main has no option "writablePath": did you mean "writablePaths"?'],
])('refuses defaults of %j', (values, error) => {
  expect(() => Hardening.of(newChart()).setDefaults(values)).toThrow(error);
});

test('accepts what TypeScript accepts', () => {
  expect(() => make({
    runAs: RunAs.user(1000),
    presets: [RuntimePreset.NODE],
    containerSettings: { main: { writablePaths: [] } },
    writablePaths: [
      WritablePath.fromEmptyDir('/a', { sizeLimit: Size.mebibytes(1), medium: WritablePathMedium.DISK, shareVolume: undefined }),
    ],
  })).not.toThrow();
});

test('undefined means that an option is not set', () => {
  const settings = { runAs: undefined, writablePaths: undefined, presets: undefined, dockerfile: undefined };
  const chart = newChart();
  Hardening.of(chart).setDefaults({ ...settings, controls: { 'image-digest': undefined as any }, containerSettings: { main: undefined as any } }, { replace: undefined });
  new HardenedDeployment(chart, 'web', {
    ...settings, containers: [container({ name: 'main' })], waivers: undefined, userNamespace: undefined, containerSettings: { main: undefined as any },
  });
  expect(synthError(chart)).toBe('');
});

test('an unset severity in an inner scope keeps that of the outer scope', () => {
  const chart = newChart();
  const web = new HardenedDeployment(chart, 'web', { containers: [container({ image: 'app:1.2' })] });
  Hardening.of(chart).setDefaults({ controls: { 'image-digest': { severity: ControlSeverity.ERROR, reason: 'digests are a rule here' } } });
  Hardening.of(web).setDefaults({ controls: { 'image-digest': undefined as any } });
  expect(synthError(chart)).toContain('image-digest');
});

test('accepts an instance of a class as options', () => {
  class Limited { public readonly sizeLimit = Size.mebibytes(5); }
  expect(WritablePath.fromEmptyDir('/a', new Limited())._toSettings()).toMatchObject({ sizeLimit: 5 * 2 ** 20 });
});
