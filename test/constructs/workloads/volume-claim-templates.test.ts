import { Chart, Size } from 'cdk8s';
import { ContainerProps, PersistentVolumeAccessMode, StatefulSet, Volume } from 'cdk8s-plus-28';
import { container, IMAGE, manifestOf, newChart, podSpecOf, synthError } from './support';
import { HardenedStatefulSet, HardenedStatefulSetProps, SeededPathOptions, VolumeClaimTemplate, WritablePath, WritablePathOptions } from '../../../src';

type Options = Partial<HardenedStatefulSetProps>;

const claim = (props: Partial<VolumeClaimTemplate> = {}): VolumeClaimTemplate => ({ name: 'data', size: Size.gibibytes(10), mounts: [{ path: '/data' }], ...props });

function database(volumeClaimTemplates: VolumeClaimTemplate[], containers: Partial<ContainerProps>[] = [{}], options: Options = {}) {
  const [first, ...others] = containers.map(container);
  return new HardenedStatefulSet(newChart(), 'db', { containers: [{ portNumber: 5432, ...first }, ...others], volumeClaimTemplates, ...options });
}

const mountsOf = ({ volumeMounts }: any): string[] => volumeMounts.map(({ name, mountPath }: any) => `${name} ${mountPath}`);
const errorOf = (workload: HardenedStatefulSet) => synthError(Chart.of(workload));

test.each<[string, Partial<VolumeClaimTemplate>, object]>([
  ['with defaults', {}, { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } }],
  ['with a storage class', { storageClassName: 'fast' }, { storageClassName: 'fast' }],
  ['with an empty storage class', { storageClassName: '' }, { storageClassName: '' }],
  ['for many nodes', { accessMode: PersistentVolumeAccessMode.READ_WRITE_MANY }, { accessModes: ['ReadWriteMany'] }],
  ['with a fractional size', { size: Size.mebibytes(1500) }, { resources: { requests: { storage: '1500Mi' } } }],
])('writes a claim template %s', (_, props, spec) => {
  const { volumeClaimTemplates } = manifestOf(database([claim(props)])).spec;
  expect(volumeClaimTemplates).toEqual([{ metadata: { name: 'data' }, spec: expect.objectContaining(spec) }]);
  expect(Object.keys(volumeClaimTemplates[0].spec)).toHaveLength('storageClassName' in props ? 3 : 2);
});

test('writes nothing without PVCs', () => {
  expect(manifestOf(database([])).spec).not.toHaveProperty('volumeClaimTemplates');
});

test('mounts several PVCs in several containers, including init containers and containers that are added later', () => {
  const workload = database(
    [
      claim({ mounts: [{ path: '//data/', container: 'main' }, { path: '/seed', container: 'setup' }, { path: '/backup', container: 'late', readOnly: true }] }),
      claim({ name: 'wal', mounts: [{ path: '/wal', container: 'main' }] }),
    ],
    [{ name: 'main' }],
    { initContainers: [container({ name: 'setup' })] },
  );
  workload.addContainer(container({ name: 'late' }));
  const { containers: [main, late], initContainers: [setup] } = podSpecOf(workload);
  expect(mountsOf(main)).toEqual(['data /data', 'wal /wal', 'scratch-main--tmp /tmp']);
  expect(mountsOf(setup)).toEqual(['data /seed', 'scratch-setup--tmp /tmp']);
  expect(late.volumeMounts[0]).toEqual({ name: 'data', mountPath: '/backup', readOnly: true });
});

test('mounts a PVC in the only container, but not in init containers', () => {
  const { containers: [main], initContainers: [setup] } = podSpecOf(database([claim()], [{}], { initContainers: [container({ name: 'setup' })] }));
  expect(mountsOf(main)).toContain('data /data');
  expect(mountsOf(setup)).toEqual(['scratch-setup--tmp /tmp']);
});

describe('hardening with PVCs', () => {
  test('seeds a path in a directory of a PVC, once per pod name', () => {
    const spec = podSpecOf(database([claim({ mounts: [{ path: '/data', subPath: 'files' }] })], [{}], { writablePaths: [WritablePath.fromImage('/data')] }));
    expect(spec.containers[0].volumeMounts[0]).toEqual({ name: 'data', mountPath: '/data', subPath: 'files' });
    expect(spec.initContainers[0].args).toEqual([IMAGE, '/data', 'data/files']);
    expect(spec.initContainers[0].volumeMounts).toEqual([{ name: 'data', mountPath: '/cdk8s-hardened/volumes/data' }]);
  });

  test('refuses a seeded path at the root of a PVC, and names a fix', () => {
    expect(errorOf(database([claim()], [{}], { writablePaths: [WritablePath.fromImage('/data')] })))
      .toMatch(/seeded-paths: .*\n +Fix: mount it with a `subPath`/);
  });

  test('adds no /tmp if a PVC is mounted there', () => {
    const spec = podSpecOf(database([claim({ mounts: [{ path: '/tmp' }] })]));
    expect(mountsOf(spec.containers[0])).toEqual(['data /tmp']);
    expect(spec.volumes).toBeUndefined();
  });

  test('mounts writable paths below a PVC after it', () => {
    const workload = database([claim()], [{}], { writablePaths: [WritablePath.fromEmptyDir('/data/cache', { ephemeral: true })] });
    expect(mountsOf(podSpecOf(workload).containers[0])).toEqual(['data /data', 'scratch-main--tmp /tmp', 'scratch-main--data-cache /data/cache']);
  });

  test('mounts a PVC below a writable path after it', () => {
    const workload = database([claim({ mounts: [{ path: '/tmp/data' }] })]);
    expect(mountsOf(podSpecOf(workload).containers[0])).toEqual(['scratch-main--tmp /tmp', 'data /tmp/data']);
  });

  test('mounts volumes of the author and other PVCs below a PVC after it', () => {
    const cache = Volume.fromEmptyDir(newChart(), 'v', 'cache', { sizeLimit: Size.gibibytes(1) });
    const workload = database(
      [claim({ name: 'deep', mounts: [{ path: '/data/deep' }] }), claim()],
      [{ volumeMounts: [{ path: '//data/cache', volume: cache }, { path: '/other', volume: cache }] }],
    );
    expect(mountsOf(podSpecOf(workload).containers[0]))
      .toEqual(['data /data', 'cache //data/cache', 'cache /other', 'deep /data/deep', 'scratch-main--tmp /tmp']);
  });

  test('refuses a read-only PVC at a writable path', () => {
    expect(errorOf(database([claim({ mounts: [{ path: '/tmp', readOnly: true }] })])))
      .toContain('volumeMounts[0].mountPath is "/tmp": this mount is read-only');
  });

  test('refuses two mounts at one path', () => {
    expect(errorOf(database([claim(), claim({ name: 'other' })]))).toContain('unique-mount-paths: container "main":');
  });
});

test.each<[string, Partial<VolumeClaimTemplate>, string]>([
  ['an uppercase name', { name: 'Data' }, 'volume claim template "Data" has a name that is not a DNS label'],
  ['a name with a dot', { name: 'da.ta' }, 'not a DNS label'],
  ['a name that ends in "-"', { name: 'data-' }, 'not a DNS label'],
  ['no name', { name: '' }, 'not a DNS label'],
  ['a long name', { name: 'a'.repeat(64) }, 'not a DNS label'],
  ['no size', { size: Size.gibibytes(0) }, 'volume claim template "data" has a size of zero: nothing could be written, set a larger one'],
  ['no mount', { mounts: [] }, 'volume claim template "data" has no mounts: add the path in a container that uses it'],
  ['a relative path', { mounts: [{ path: 'data' }] }, 'path of volume claim template "data" "data" is relative: use an absolute path such as "/data"'],
  ['a system directory', { mounts: [{ path: '/etc' }] }, 'is a system directory, and an empty volume would hide its files'],
  ['the root directory', { mounts: [{ path: '/' }] }, 'is the root filesystem'],
  ['a subPath with two path segments', { mounts: [{ path: '/a' }, { path: '/data', subPath: 'a/b' }] },
    'volume claim template "data": mounts[1].subPath is "a/b": write the name of one directory of the PVC'],
  ['an empty subPath', { mounts: [{ path: '/data', subPath: '' }] }, 'mounts[0].subPath is ""'],
])('refuses %s immediately', (_, props, expected) => {
  expect(() => database([claim(props)])).toThrow(expected);
});

test('accepts the longest name', () => {
  expect(errorOf(database([claim({ name: 'a'.repeat(63) })]))).toBe('');
});

test('refuses a duplicate claim template immediately', () => {
  expect(() => database([claim(), claim({ mounts: [{ path: '/other' }] })])).toThrow('volume claim template "data" is declared twice: rename one of them');
});

test('refuses an unknown container', () => {
  expect(errorOf(database([claim({ mounts: [{ path: '/data', container: 'mian' }] })], [{}], { initContainers: [container({ name: 'setup' })] })))
    .toContain('[shop/db] unknown-container: volume claim template "data" at "/data" references unknown container "mian"');
});

test('refuses an unnamed container if there are several', () => {
  expect(errorOf(database([claim()], [{ name: 'main' }, { name: 'side' }])))
    .toContain('[shop/db] unnamed-container: volume claim template "data" at "/data" does not name its container, and the pod has several');
});

test('refuses a claim template with the name of a volume', () => {
  const volume = Volume.fromEmptyDir(newChart(), 'v', 'data', { sizeLimit: Size.gibibytes(1) });
  expect(errorOf(database([claim()], [{}], { volumes: [volume] })))
    .toContain('[shop/db] claim-template-names: volume claim template "data" has the name of a volume of the pod');
});

test('equals its parent except for PVCs and security', () => {
  const props = () => ({ containers: [container({ portNumber: 5432 })] });
  const { template: _, ...plain } = manifestOf(new StatefulSet(newChart(), 'db', props())).spec;
  const { template: __, volumeClaimTemplates, ...hardened } = manifestOf(new HardenedStatefulSet(newChart(), 'db', { ...props(), volumeClaimTemplates: [claim()] })).spec;
  expect(volumeClaimTemplates).toHaveLength(1);
  expect(hardened).toEqual(plain);
});

test.each<[WritablePathOptions | undefined, boolean]>([[undefined, true], [{ ephemeral: false }, true], [{ ephemeral: true }, false]])(
  'evaluates a writable path with %j below the mount of a PVC: error %p', (options, isError) => {
    const workload = database([claim()], [{}], { writablePaths: [WritablePath.fromEmptyDir('/data/cache', options)] });
    expect(errorOf(workload).includes('hidden-claim-data')).toBe(isError);
  });

test('refuses a seeded path below the mount of a PVC unless it is ephemeral', () => {
  const errorWith = (options?: SeededPathOptions) => errorOf(database([claim()], [{}], { writablePaths: [WritablePath.fromImage('/data/cache', options)] }));
  expect(errorWith()).toContain('hidden-claim-data');
  expect(errorWith({ ephemeral: true })).not.toContain('hidden-claim-data');
});
