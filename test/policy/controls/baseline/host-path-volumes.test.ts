import { hostPathVolumes } from '../../../../src/policy/controls/baseline/host-path-volumes';
import { found, goodPod, violations } from '../support';

const holding = (volumes: unknown) => goodPod((spec) => { spec.volumes = volumes; });

test('reports the hostPath, with its path as the waiver value', () => {
  expect(violations(hostPathVolumes, holding([{ name: 'a' }, { name: 'b', hostPath: { path: '/run' } }])))
    .toEqual([{ path: ['spec', 'volumes', 1, 'hostPath'], value: { path: '/run' }, allowKey: '/run', risk: 'critical' }]);
});

test.each([null, 'text', 7, {}, [null], ['hostPath'], [7], [[]], [{ hostPath: null }]])('volumes of %j have no findings', (volumes) => {
  expect(found(hostPathVolumes, holding(volumes))).toEqual([]);
});

test.each([{}, '/run', true, []])('a hostPath of %j is reported', (hostPath) => {
  expect(found(hostPathVolumes, holding([{ name: 'a', hostPath }]))).toEqual(['spec.volumes[0].hostPath']);
});
