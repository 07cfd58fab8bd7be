import { Size } from 'cdk8s';
import { DeploymentStrategy, EmptyDirMedium } from 'cdk8s-plus-28';
import { HardenedDeployment, Hardening, RunAs, RuntimePreset, WritablePath, WritablePathMedium } from '../../src';
import { container, newChart, synthError } from '../workloads/support';

// What TypeScript refuses, and JavaScript passes on.

const make = (props: object) => new HardenedDeployment(newChart(), 'web', { containers: [container()], ...props });

/** Options that can stand in a workload, and in defaults. */
const VALUES: readonly [object, string][] = [
  [{ runAs: 1000 }, 'runAs is 1000: write RunAs.user(1000)'],
  [{ runAs: '1000' }, 'runAs is "1000": write RunAs.user(1000)'],
  [{ runAs: 'node' }, 'runAs is "node": write RunAs.user(...), RunAs.nonRoot() or one of the constants RunAs.NODE, '],
  [{ runAs: null }, 'runAs is null: write RunAs.user(...)'],
  [{ runAs: RunAs.nonRoot }, 'runAs is a function: write RunAs.user(...)'],
  [{ writablePaths: ['/cache'] }, 'writablePaths[0] is "/cache": write WritablePath.emptyDir("/cache")'],
  [{ writablePaths: [WritablePath.emptyDir('/a'), { path: '/b' }] }, 'writablePaths[1] is a Object: write WritablePath.emptyDir(...)'],
  [{ writablePaths: WritablePath.emptyDir('/a') }, 'writablePaths is a WritablePath: write a list'],
  [{ presets: [(RuntimePreset as any).NODEJS] }, 'presets[0] is undefined: write RuntimePreset.custom(...) or one of the presets RuntimePreset.NGINX, '],
  [{ presets: ['node'] }, 'presets[0] is "node": write RuntimePreset.NODE'],
  [{ presets: ['php-fpm'] }, 'presets[0] is "php-fpm": write RuntimePreset.PHP_FPM'],
];

test.each(VALUES)('a workload with %j is refused at once', (props, error) => {
  expect(() => make(props)).toThrow(error);
});

test.each(VALUES)('defaults of %j are refused at once', (values, error) => {
  expect(() => Hardening.of(newChart()).setDefaults(values)).toThrow(error);
});

test.each(VALUES)('settings of a container of %j are refused at once', (settings, error) => {
  expect(() => make({ containerSettings: { main: settings } })).toThrow(`containerSettings.main.${error}`);
  expect(() => Hardening.of(newChart()).setDefaults({ containerSettings: { main: settings } })).toThrow(`containerSettings.main.${error}`);
});

test.each<[object, string]>([
  [{ dockerfile: 'Dockerfile' }, 'dockerfile is "Dockerfile": write DockerfileImage.fromFile("Dockerfile")'],
  [{ appArmor: 'runtime/default' }, 'appArmor is "runtime/default": write AppArmor.runtimeDefault() or AppArmor.localhost(...)'],
  [{ serviceAccountToken: true }, 'serviceAccountToken is true: write ServiceAccountToken.projected({ audience: ... })'],
  [{ containerSettings: ['main'] }, 'containerSettings is a Array: write { <container name>: { runAs, writablePaths, presets, dockerfile } }'],
  [{ containerSettings: { main: RunAs.NODE } }, 'containerSettings.main has no option "identityAt": use one of runAs, writablePaths, presets, dockerfile'],
  [{ containerSettings: { main: 'node' } }, 'containerSettings.main is "node": write { runAs, writablePaths, presets, dockerfile }'],
  [{ containerSettings: { '': {} } }, 'containerSettings has an empty container name: write the name of the container'],
  [{ supplementalGroups: ['4000'] }, 'supplementalGroups contains "4000": use whole numbers'],
])('a workload with %j is refused at once', (props, error) => {
  expect(() => make(props)).toThrow(error);
});

test.each([
  ['writablePath', 'writablePaths'], ['runas', 'runAs'], ['runAS', 'runAs'], ['dockerfiles', 'dockerfile'], ['containersSettings', 'containerSettings'],
  ['preset', 'presets'], ['waiver', 'waivers'],
])('a misspelled option "%s" is refused, and the nearest name told', (given, meant) => {
  expect(() => make({ [given]: [] })).toThrow(`there is no option "${given}": did you mean "${meant}"?`);
  expect(() => make({ [given]: undefined })).not.toThrow();
});

test('every option of the cdk8s-plus parent passes', () => {
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

test.each<[object, string]>([
  [{ writablePath: [] }, 'setDefaults has no option "writablePath": did you mean "writablePaths"?'],
  [{ plattform: 'openshift' }, 'setDefaults has no option "plattform": did you mean "platform"?'],
  [{ foo: 1 }, 'setDefaults has no option "foo": use one of kubernetesVersion, platform, '],
  [{ containerSettings: { main: { writablePath: [] } } }, 'containerSettings.main has no option "writablePath": did you mean "writablePaths"?'],
])('defaults of %j are refused', (values, error) => {
  expect(() => Hardening.of(newChart()).setDefaults(values)).toThrow(error);
});

test.each<[string, () => unknown, string]>([
  ['a size as text', () => WritablePath.emptyDir('/a', { sizeLimit: '200Mi' as any }), 'sizeLimit of writable path "/a" is "200Mi": write Size.mebibytes(200)'],
  ['a size as text, in GiB', () => WritablePath.emptyDir('/a', { sizeLimit: '2Gi' as any }), 'write Size.gibibytes(2)'],
  ['a size as a number', () => WritablePath.emptyDir('/a', { sizeLimit: 200 as any }), 'sizeLimit of writable path "/a" is 200: write Size.mebibytes(...)'],
  ['no size', () => WritablePath.emptyDir('/a', { sizeLimit: null as any }), 'sizeLimit of writable path "/a" is null: write Size.mebibytes(...)'],
  ['the medium of cdk8s-plus', () => WritablePath.emptyDir('/a', { medium: EmptyDirMedium.MEMORY as any }),
    'medium of writable path "/a" is "Memory": write WritablePathMedium.DISK or WritablePathMedium.MEMORY'],
  ['a misspelled option', () => WritablePath.fromImage('/a', { seedimage: 'x' } as any), 'writable path "/a" has no option "seedimage": did you mean "seedImage"?'],
  ['an option of another factory', () => WritablePath.emptyDir('/a', { seedImage: 'x' } as any), 'writable path "/a" has no option "seedImage": use one of sizeLimit, '],
  ['a path that is no text', () => WritablePath.emptyDir(7 as any), 'writable path 7 is not text: use an absolute path such as "/var/cache/app"'],
  ['a uid as text', () => RunAs.user('1000' as any), 'uid "1000" is a string: write RunAs.user(1000)'],
  ['a gid as text', () => RunAs.user(1000, '2000' as any), 'gid "2000" is a string: write RunAs.user(uid, 2000)'],
  ['no uid', () => RunAs.user(undefined as any), 'uid undefined is not valid: use a whole number from 1 to 2147483647'],
  ['an added path', () => make({}).addWritablePath('/cache' as any), 'the path of addWritablePath is "/cache": write WritablePath.emptyDir("/cache")'],
  ['no added path', () => make({}).addWritablePath(undefined as any), 'the path of addWritablePath is undefined: write WritablePath.emptyDir(...)'],
])('%s is refused at once', (_, act, error) => {
  expect(act).toThrow(error);
});

test('what TypeScript accepts is accepted', () => {
  expect(() => make({
    runAs: RunAs.NODE,
    presets: [RuntimePreset.NODE],
    containerSettings: { main: { writablePaths: [] } },
    writablePaths: [
      WritablePath.emptyDir('/a', { sizeLimit: Size.mebibytes(1), medium: WritablePathMedium.DISK, shareVolume: undefined }),
    ],
  })).not.toThrow();
});
