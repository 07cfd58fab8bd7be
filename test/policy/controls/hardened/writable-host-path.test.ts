import { writableHostPath } from '../../../../src/policy/controls/hardened/writable-host-path';
import { found, goodPod, violations } from '../support';

const mounting = (mount: object, volume: object = { hostPath: { path: '/var/log' } }, list = 'containers') => goodPod((spec) => {
  spec.volumes.push({ name: 'logs', ...volume });
  spec[list][0].volumeMounts.push({ name: 'logs', mountPath: '/logs', ...mount });
});

test.each(['containers', 'initContainers'])('reports a writable mount of a hostPath in %s', (list) => {
  expect(found(writableHostPath, mounting({}, undefined, list))).toEqual([`spec.${list}[0].volumeMounts[1].readOnly`]);
  expect(found(writableHostPath, mounting({ readOnly: false }, undefined, list))).toHaveLength(1);
});

test.each<[string, object, object | undefined]>([
  ['a read-only mount', { readOnly: true }, undefined],
  ['another volume', {}, { emptyDir: {} }],
  ['a volume that is not mounted', { name: 'other' }, undefined],
])('accepts %s', (_, mount, volume) => expect(found(writableHostPath, mounting(mount, volume))).toEqual([]));

test('the waiver value is the path, so a waiver covers no other directory', () => {
  expect(violations(writableHostPath, mounting({})).map(({ allowKey, container }) => [container, allowKey])).toEqual([['main', '/var/log']]);
  expect(violations(writableHostPath, mounting({}, { hostPath: {} })).map(({ allowKey }) => allowKey)).toEqual(['']);
});
