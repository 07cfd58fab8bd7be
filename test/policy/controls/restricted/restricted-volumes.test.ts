import { restrictedVolumes } from '../../../../src/policy/controls/restricted/restricted-volumes';
import { found, goodPod, violations } from '../support';

const holding = (volumes: unknown) => goodPod((spec) => { spec.volumes = volumes; });

test('reports the source, with the path of a hostPath as the waiver value', () => {
  const volumes = [{ name: 'a', nfs: { path: '/a' } }, { emptyDir: {}, name: 'b' }, { hostPath: { path: '/run' }, name: 'c' }];
  expect(violations(restrictedVolumes, holding(volumes))).toEqual([
    { path: ['spec', 'volumes', 0, 'nfs'], value: { path: '/a' } },
    { path: ['spec', 'volumes', 2, 'hostPath'], value: { path: '/run' }, allowKey: '/run', risk: 'critical' },
  ]);
});

test('refuses an unknown source', () => {
  expect(found(restrictedVolumes, holding([{ name: 'a', emptydir: {} }]))).toEqual(['spec.volumes[0].emptydir']);
});

// The API server refuses such a volume; Pod Security does not.
test('accepts a volume with an allowed source among others', () => {
  expect(found(restrictedVolumes, holding([{ name: 'a', hostPath: {}, emptyDir: {} }]))).toEqual([]);
});

test.each([null, 'text', 7, {}, [null], ['nfs'], [7], [[]], [{}], [{ name: 'a', nfs: null }]])('volumes of %j have no other type', (volumes) => {
  expect(found(restrictedVolumes, holding(volumes))).toEqual([]);
});
