import { App, Chart, Size } from 'cdk8s';
import { Capability, DeploymentStrategy, PersistentVolumeAccessMode } from 'cdk8s-plus-28';
import { asPrintedBy28 } from './printed-by-version';
import { BUSYBOX, container, DISTROLESS, newChart, podSpecOf } from './support';
import { claimIn, deploy, foreignClaim, mountsOf, persistent, volumeOf } from './writable';
import { HardenedDeployment, SeedUpdatePolicy, WritablePath, WritablePathMedium } from '../../../src';
import { expectGolden } from '../../golden-file';

const MADE: { readonly [file: string]: (chart: Chart) => unknown } = {
  'writable-shared': (chart) => deploy([
    WritablePath.fromEmptyDir('/var/cache/app', { shareVolume: true }),
    WritablePath.fromEmptyDir('/var/lib/app', { shareVolume: true, sizeLimit: Size.mebibytes(512) }),
    WritablePath.fromEmptyDir('/run/app', { shareVolume: true, medium: WritablePathMedium.MEMORY, sizeLimit: Size.mebibytes(16) }),
    WritablePath.fromEmptyDir('/run/lock', { shareVolume: true, medium: WritablePathMedium.MEMORY, sizeLimit: Size.mebibytes(16) }),
  ], {}, chart),
  'writable-seeded': (chart) => deploy([], {
    containers: [container(), container({ name: 'side' })],
    initContainers: [container({ name: 'setup' })],
    containerSettings: {
      main: { writablePaths: [WritablePath.fromImage('/etc/nginx/conf.d', { sizeLimit: Size.mebibytes(8) })] },
      side: { writablePaths: [WritablePath.fromImage('/srv')] },
    },
  }, chart),
  'writable-persistent': (chart) => deploy([WritablePath.fromPersistentVolumeClaim('/var/lib/app', claimIn(chart, PersistentVolumeAccessMode.READ_WRITE_ONCE), {
    seeded: true,
    seedUpdatePolicy: SeedUpdatePolicy.REPLACE,
    takeOwnership: { reason: 'the file server ignores fsGroup', ticket: 'SHOP-7' },
  })], { replicas: 1, strategy: DeploymentStrategy.recreate() }, chart),
  'writable-claims': (chart) => {
    const claim = claimIn(chart, PersistentVolumeAccessMode.READ_WRITE_ONCE);
    return deploy([], {
      containers: [container(), container({ name: 'side' })],
      containerSettings: {
        main: { writablePaths: [WritablePath.fromPersistentVolumeClaim('/var/lib/app', claim, { subPath: 'app' })] },
        side: { writablePaths: [WritablePath.fromPersistentVolumeClaim('/srv', foreignClaim, { seeded: true })] },
      },
    }, chart);
  },
  'writable-foreign-claim': (chart) => deploy([persistent('/srv', { groupOwnership: false, supplementalGroups: [4000] })], {}, chart),
  'writable-seed-image': (chart) => deploy([WritablePath.fromImage('/srv', { seedImage: BUSYBOX })], { containers: [container({ image: DISTROLESS })] }, chart),
  'low-port': (chart) => deploy([], {
    containers: [container({ portNumber: 80, securityContext: { capabilities: { add: [Capability.NET_BIND_SERVICE] } } })],
  }, chart),
};

test.each(Object.keys(MADE))('%s.yaml matches the synthesis', (name) => {
  const chart = newChart();
  MADE[name](chart);
  expectGolden(`${name}.yaml`, asPrintedBy28((App.of(chart) as App).synthYaml()));
});

describe('one volume for several paths', () => {
  test('has the sum of their sizes, separately for memory', () => {
    const chart = newChart();
    const spec = podSpecOf(MADE['writable-shared'](chart) as HardenedDeployment);
    expect(mountsOf(spec)).toEqual([
      { mountPath: '/var/cache/app', name: 'scratch-main', subPath: 'var-cache-app' },
      { mountPath: '/var/lib/app', name: 'scratch-main', subPath: 'var-lib-app' },
      { mountPath: '/run/app', name: 'scratch-main-memory', subPath: 'run-app' },
      { mountPath: '/run/lock', name: 'scratch-main-memory', subPath: 'run-lock' },
    ]);
    expect(volumeOf(spec, 'scratch-main').emptyDir).toEqual({ sizeLimit: '1536Mi' });
    expect(volumeOf(spec, 'scratch-main-memory').emptyDir).toEqual({ medium: 'Memory', sizeLimit: '32Mi' });
    // /tmp 1Gi, the shared one on disk 1.5Gi, and 1Gi for logs.
    expect(spec.containers[0].resources.limits['ephemeral-storage']).toBe('3584Mi');
  });

  test('is created per container, and does not include paths without shareVolume', () => {
    const spec = podSpecOf(deploy(
      [WritablePath.fromEmptyDir('/a', { shareVolume: true }), WritablePath.fromEmptyDir('/b', { shareVolume: true }), WritablePath.fromEmptyDir('/c')],
      { containers: [container(), container({ name: 'side' })] },
    ));
    expect(mountsOf(spec, 0).map(({ name }: any) => name)).toEqual(['scratch-main', 'scratch-main', 'scratch-main--c']);
    expect(mountsOf(spec, 1).map(({ name }: any) => name)).toEqual(['scratch-side', 'scratch-side', 'scratch-side--c']);
  });

  test('has separate directories for paths with the same slug', () => {
    const spec = podSpecOf(deploy([WritablePath.fromEmptyDir('/a/b', { shareVolume: true }), WritablePath.fromEmptyDir('/a-b', { shareVolume: true })]));
    const [one, other] = mountsOf(spec).map(({ subPath }: any) => subPath);
    expect(one).toBe('a-b');
    expect(other).toMatch(/^a-b-[0-9a-f]{8}$/);
  });
});

describe('invalid writable paths', () => {
  const many = claimIn(newChart(), PersistentVolumeAccessMode.READ_WRITE_MANY);
  test.each<[string, () => unknown, string]>([
    ['a seeded root directory', () => WritablePath.fromImage('/'), 'is the root filesystem'],
    ['a seeded /proc', () => WritablePath.fromImage('/proc/x'), 'belongs to the container runtime'],
    ['a seeded path with size zero', () => WritablePath.fromImage('/a', { sizeLimit: Size.gibibytes(0) }), 'has a sizeLimit of zero'],
    ['an empty seed image', () => WritablePath.fromImage('/a', { seedImage: '' }), 'seedImage is ""'],
    ['a PVC over a system directory', () => persistent('/etc'), 'is a system directory, and an empty volume would hide its files'],
    ['an empty subPath', () => persistent('/a', { subPath: '' }), 'write the name of one directory of the PVC'],
    ['a subPath with two path segments', () => persistent('/a', { subPath: 'a/b' }), 'write the name of one directory of the PVC'],
    ['a subPath of ..', () => persistent('/a', { subPath: '..' }), 'write the name of one directory of the PVC'],
    ['a seeded root of a PVC', () => persistent('/a', { subPath: '.', seeded: true }), 'the root of a PVC cannot be seeded'],
    ['a seeded hidden directory', () => persistent('/a', { subPath: '.a', seeded: true }), 'the seed keeps its own files in hidden directories'],
    ['a seed image without seeding', () => persistent('/a', { seedImage: 'x' }), 'has `seedImage` or `seedUpdatePolicy`, and is not seeded'],
    ['an update policy without seeding', () => persistent('/a', { seedUpdatePolicy: SeedUpdatePolicy.KEEP }), 'has `seedImage` or `seedUpdatePolicy`, and is not seeded'],
    ['an update policy for many nodes', () => WritablePath.fromPersistentVolumeClaim('/a', many, { seeded: true, seedUpdatePolicy: SeedUpdatePolicy.REPLACE }),
      'replaces its files in a PVC with ReadWriteMany'],
    ['root\'s group', () => persistent('/a', { supplementalGroups: [0] }), 'supplementalGroups[0] is 0'],
    ['others\' claim, taken', () => persistent('/a', { groupOwnership: false, takeOwnership: { reason: 'because' } }), 'takes ownership of a PVC that others own'],
  ])('are refused immediately: %s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('accepts a seeded system directory', () => {
    expect(persistent('/etc', { seeded: true }).path).toBe('/etc');
  });
});
