import { Chart, Size } from 'cdk8s';
import { ConfigMap, ContainerProps, PersistentVolumeClaim, Secret, Volume } from 'cdk8s-plus-28';
import { container, KINDS, newChart, podSpecOf, synthError } from './support';
import { HardenedDeployment, HardeningProps, WritablePath, WritablePathMedium, WritablePathOptions } from '../../../src';

function deploy(
  writablePaths: WritablePath[], containers: Partial<ContainerProps>[] = [{}], containerSettings: HardeningProps['containerSettings'] = undefined,
  chart = newChart(),
) {
  return new HardenedDeployment(chart, 'web', { containers: containers.map(container), writablePaths, containerSettings });
}

function mountsOf(workload: HardenedDeployment, index = 0): string[] {
  return podSpecOf(workload).containers[index].volumeMounts.map(({ mountPath }: any) => mountPath);
}

test('mounts several paths, for all containers and for one, each in its own volume', () => {
  const web = deploy([WritablePath.fromEmptyDir('/var/cache/app')], [{ name: 'main' }, { name: 'side' }], {
    side: { writablePaths: [WritablePath.fromEmptyDir('/data', { sizeLimit: Size.mebibytes(20) })] },
  });
  expect(mountsOf(web, 0)).toEqual(['/tmp', '/var/cache/app']);
  expect(mountsOf(web, 1)).toEqual(['/tmp', '/var/cache/app', '/data']);
  expect(podSpecOf(web).volumes).toEqual([
    { name: 'scratch-main--tmp', emptyDir: { sizeLimit: '1Gi' } },
    { name: 'scratch-main--var-cache-app', emptyDir: { sizeLimit: '1Gi' } },
    { name: 'scratch-side--tmp', emptyDir: { sizeLimit: '1Gi' } },
    { name: 'scratch-side--var-cache-app', emptyDir: { sizeLimit: '1Gi' } },
    { name: 'scratch-side--data', emptyDir: { sizeLimit: '20Mi' } },
  ]);
});

test('the author\'s /tmp replaces the default, with its own options', () => {
  const web = deploy([WritablePath.fromEmptyDir('//tmp/', { sizeLimit: Size.mebibytes(64), medium: WritablePathMedium.MEMORY })]);
  expect(podSpecOf(web).volumes).toEqual([{ name: 'scratch-main--tmp', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } }]);
});

test('a path of a container overrides one of the pod', () => {
  const web = deploy([WritablePath.fromEmptyDir('/data')], [{ name: 'main' }, { name: 'side' }], {
    side: { writablePaths: [WritablePath.fromEmptyDir('/data', { sizeLimit: Size.gibibytes(5) })] },
  });
  const sizes = Object.fromEntries(podSpecOf(web).volumes.map(({ name, emptyDir }: any) => [name, emptyDir.sizeLimit]));
  expect(sizes).toMatchObject({ 'scratch-main--data': '1Gi', 'scratch-side--data': '5Gi' });
});

test('addWritablePath has the same effect after construction', () => {
  const web = deploy([]);
  web.addWritablePath(WritablePath.fromEmptyDir('/data'));
  expect(mountsOf(web)).toEqual(['/tmp', '/data']);
});

test.each(KINDS)('addWritablePath adds a path to a $kind', ({ hardened }) => {
  const workload = hardened(newChart(), 'web', { containers: [container()] }) as HardenedDeployment;
  workload.addWritablePath(WritablePath.fromEmptyDir('/data'));
  expect(mountsOf(workload)).toEqual(['/tmp', '/data']);
});

test('mounts parent paths before nested ones', () => {
  const web = deploy([WritablePath.fromEmptyDir('/data/deep/er'), WritablePath.fromEmptyDir('/data'), WritablePath.fromEmptyDir('/data/deep')]);
  expect(mountsOf(web)).toEqual(['/tmp', '/data', '/data/deep', '/data/deep/er']);
});

test('mounts a volume of the author below a writable path after it', () => {
  const chart = newChart();
  const config = Volume.fromConfigMap(chart, 'config', new ConfigMap(chart, 'map'));
  const web = deploy([], [{ volumeMounts: [{ path: '/tmp/config', volume: config }, { path: '/other', volume: config }] }], undefined, chart);
  expect(mountsOf(web)).toEqual(['/tmp', '/tmp/config', '/other']);
});

describe('a writable path with an existing mount', () => {
  const chart = newChart();
  const emptyDir = Volume.fromEmptyDir(chart, 'v', 'v', { sizeLimit: Size.gibibytes(2) });
  const claim = Volume.fromPersistentVolumeClaim(chart, 'claim', PersistentVolumeClaim.fromClaimName(chart, 'pvc', 'pvc'));
  const configMap = Volume.fromConfigMap(chart, 'config', ConfigMap.fromConfigMapName(chart, 'map', 'map'));
  const secret = Volume.fromSecret(chart, 'secret-volume', Secret.fromSecretName(chart, 'secret', 'secret'));

  test.each([
    ['an emptyDir', { path: '/tmp/', volume: emptyDir }],
    ['a PVC', { path: '/tmp', volume: claim }],
  ])('accepts %s', (_, mount) => {
    const web = deploy([], [{ volumeMounts: [mount] }]);
    expect(podSpecOf(web).volumes).toHaveLength(1);
    expect(podSpecOf(web).containers[0].volumeMounts).toEqual([{ mountPath: mount.path, name: mount.volume.name }]);
  });

  test.each([
    ['a ConfigMap at the path', { path: '/tmp', volume: configMap }, '/tmp'],
    ['a Secret at the path', { path: '/tmp/', volume: secret }, '/tmp'],
    ['a read-only mount at the path', { path: '/tmp', volume: emptyDir, readOnly: true }, '/tmp'],
    ['a ConfigMap above the path', { path: '/app', volume: configMap }, '/app/cache'],
    ['a read-only mount above the path', { path: '/app', volume: claim, readOnly: true }, '/app/cache'],
  ])('refuses %s', (_, mount, path) => {
    const web = deploy([WritablePath.fromEmptyDir('/app/cache')], [{ volumeMounts: [mount] }]);
    expect(synthError(Chart.of(web))).toContain(
      'writable-paths: container "main": spec.template.spec.containers[0].volumeMounts[0].mountPath is '
      + `"${mount.path}": this mount is read-only, so "${path}" cannot be written`);
  });

  test('accepts a writable mount above the path', () => {
    const web = deploy([WritablePath.fromEmptyDir('/app/cache', { ephemeral: true })], [{ volumeMounts: [{ path: '/app', volume: claim }] }]);
    expect(mountsOf(web)).toEqual(['/app', '/tmp', '/app/cache']);
  });
});

test('volume names do not collide with volumes of the author', () => {
  const taken = Volume.fromEmptyDir(newChart(), 'v', 'scratch-main--tmp', { sizeLimit: Size.gibibytes(1) });
  const web = deploy([], [{ volumeMounts: [{ path: '/elsewhere', volume: taken }] }]);
  const names = podSpecOf(web).volumes.map(({ name }: any) => name);
  expect(names).toEqual(['scratch-main--tmp', expect.stringMatching(/^scratch-main--tmp-[0-9a-f]{8}$/)]);
  expect(podSpecOf(web).volumes.map(({ name }: any) => name)).toEqual(names);
});

test.each<[string, string, WritablePathOptions, string]>([
  ['empty', '', {}, 'is empty'],
  ['relative', 'var/cache', {}, 'is relative: use an absolute path such as "/var/cache"'],
  ['with a colon', '/a:b', {}, 'contains ":"'],
  ['with ..', '/a/../b', {}, 'contains ".."'],
  ['the root directory', '//', {}, 'is the root filesystem'],
  ['/proc', '/proc/sys', {}, 'belongs to the container runtime'],
  ['/var/run/secrets', '/var/run/secrets/x', {}, 'belongs to the container runtime'],
  ['/dev/shm on disk', '/dev/shm', {}, 'is shared memory: set WritablePathMedium.MEMORY as its medium'],
  ['/etc', '/etc/', {}, 'is a system directory, and an empty volume would hide its files'],
  ['of size zero', '/data', { sizeLimit: Size.gibibytes(0) }, 'has a sizeLimit of zero'],
])('refuses a path that is %s immediately', (_, path, options, expected) => {
  expect(() => WritablePath.fromEmptyDir(path, options)).toThrow(expected);
});

test('accepts /dev/shm in memory', () => {
  expect(mountsOf(deploy([WritablePath.fromEmptyDir('/dev/shm', { medium: WritablePathMedium.MEMORY, sizeLimit: Size.mebibytes(64) })])))
    .toEqual(['/tmp', '/dev/shm']);
});

test('refuses a duplicate path immediately', () => {
  expect(() => deploy([WritablePath.fromEmptyDir('/data'), WritablePath.fromEmptyDir('/data/')])).toThrow('writable path "/data" is declared twice for every container');
  const web = deploy([], [{}], { main: { writablePaths: [WritablePath.fromEmptyDir('/data')] } });
  expect(() => web.addWritablePath(WritablePath.fromEmptyDir('//data'), 'main'))
    .toThrow('writable path "/data" is declared twice for the container "main"');
  expect(() => web.addWritablePath(WritablePath.fromEmptyDir('/data'), '')).toThrow('the container of addWritablePath is "": write its name');
});
