import { podsOf } from '../../../src/formats/manifest/workload';
import { DeclaredClaim, DeclaredPath, DEFAULT_WRITABLE_PATH, EmptyDirPath, PersistentPath } from '../../../src/knowledge/writable-paths/declared-path';
import { mountPaths } from '../../../src/knowledge/writable-paths/volumes';
import { goodPod } from '../../policy/controls/support';

const MIB = 2 ** 20;
const inEmptyDir = (path: string, fields: Partial<EmptyDirPath> = {}): EmptyDirPath => ({ kind: 'emptyDir', path, sizeLimit: MIB, inMemory: false, ...fields });
const inClaim = (path: string, claim: Partial<DeclaredClaim> = {}, fields: Partial<PersistentPath> = {}): PersistentPath =>
  ({ kind: 'persistentVolumeClaim', path, claim: { name: 'data', ...claim }, ...fields });

/** What is added to the pod, for its container `main`. */
function added(paths: DeclaredPath[], change: (spec: any) => void = () => {}) {
  const pod = goodPod((spec) => {
    spec.volumes = [];
    spec.containers[0].volumeMounts = [];
    change(spec);
  }) as any;
  mountPaths(podsOf(pod)[0].containers.find(({ name }) => name === 'main')!, paths);
  return { volumes: pod.spec.volumes, mounts: pod.spec.containers[0].volumeMounts };
}

test('changes nothing if nothing is missing', () => {
  expect(added([], (spec) => { delete spec.volumes; })).toEqual({ volumes: undefined, mounts: [] });
});

test('the default path is an emptyDir on disk', () => {
  expect(added([DEFAULT_WRITABLE_PATH]).volumes).toEqual([{ name: 'scratch-main--tmp', emptyDir: { sizeLimit: '1Gi' } }]);
});

test('a path without a limit is an emptyDir without one', () => {
  expect(added([inEmptyDir('/a', { sizeLimit: undefined })]).volumes).toEqual([{ name: 'scratch-main--a', emptyDir: {} }]);
});

test('paths that share a volume have one volume per medium, with the sum of their sizes', () => {
  const shared = { isShared: true };
  expect(added([
    inEmptyDir('/a', shared), inEmptyDir('/b', { ...shared, sizeLimit: 3 * MIB }), inEmptyDir('/c', { ...shared, inMemory: true, sizeLimit: 5 * MIB }),
    inEmptyDir('/d'), inEmptyDir('/e', { ...shared, inMemory: true }), inClaim('/f'),
  ])).toEqual({
    volumes: [
      { name: 'scratch-main', emptyDir: { sizeLimit: '4Mi' } },
      { name: 'scratch-main-memory', emptyDir: { medium: 'Memory', sizeLimit: '6Mi' } },
      { name: 'scratch-main--d', emptyDir: { sizeLimit: '1Mi' } },
      { name: expect.any(String), persistentVolumeClaim: { claimName: 'data' } },
    ],
    mounts: [
      { mountPath: '/a', name: 'scratch-main', subPath: 'a' },
      { mountPath: '/b', name: 'scratch-main', subPath: 'b' },
      { mountPath: '/c', name: 'scratch-main-memory', subPath: 'c' },
      { mountPath: '/d', name: 'scratch-main--d' },
      { mountPath: '/e', name: 'scratch-main-memory', subPath: 'e' },
      { mountPath: '/f', name: expect.any(String) },
    ],
  });
});

test('a seeded path has a directory in its volume, and a PVC has the given one', () => {
  const seed = { replaces: false };
  const { mounts } = added([
    inEmptyDir('/a', { seed }), inClaim('/b', { subPath: 'x/y' }), inClaim('/c', { name: 'c' }, { seed }), inClaim('/d', { subPath: 'd2' }, { seed }),
  ]);
  expect(mounts.map(({ subPath }: any) => subPath)).toEqual(['a', 'x/y', 'c', 'd2']);
});

test('a PVC has one volume for several paths, or the author\'s if it is writable', () => {
  const two = [inClaim('/a'), inClaim('/b', { subPath: 'b' })];
  expect(added(two).volumes).toHaveLength(1);
  const own = { name: 'own', persistentVolumeClaim: { claimName: 'data' } };
  expect(added(two, (spec) => { spec.volumes.push('x', { name: 'other', persistentVolumeClaim: { claimName: 'other' } }, own); }).mounts)
    .toEqual([{ mountPath: '/a', name: 'own' }, { mountPath: '/b', name: 'own', subPath: 'b' }]);
  for (const odd of [{ ...own, persistentVolumeClaim: { claimName: 'data', readOnly: true } }, { ...own, name: 7 }, { ...own, persistentVolumeClaim: 'data' }]) {
    expect(added([inClaim('/a')], (spec) => { spec.volumes.push(odd); }).volumes).toHaveLength(2);
  }
});

test('does not reuse the name of another volume', () => {
  const taken = ['scratch-main', 'scratch-main--d'].map((name) => ({ name, configMap: {} }));
  const { volumes } = added([inEmptyDir('/a', { isShared: true }), inEmptyDir('/d')], (spec) => { spec.volumes = [...taken]; });
  expect(new Set(volumes.map(({ name }: any) => name)).size).toBe(4);
});

test.each(['x', 7, {}])('does not change volumes or mounts of %j', (odd) => {
  expect(added([inEmptyDir('/a')], (spec) => { spec.volumes = odd; })).toEqual({ volumes: odd, mounts: [] });
  expect(added([inEmptyDir('/a')], (spec) => { spec.containers[0].volumeMounts = odd; })).toEqual({ volumes: [], mounts: odd });
});
