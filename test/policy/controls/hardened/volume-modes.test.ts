import { volumeModes } from '../../../../src/policy/controls/hardened/volume-modes';
import { found, goodPod, violations } from '../support';
import { ODD_LISTS } from './pod-with';

/** Two containers with these users mount a volume. */
const mounted = (source: object, ...users: unknown[]) => goodPod((spec) => {
  spec.securityContext.runAsUser = undefined;
  spec.volumes = [{ name: 'x', ...source }];
  [...spec.initContainers, ...spec.containers].forEach((container: any, index: number) => {
    container.securityContext.runAsUser = users[index];
    container.volumeMounts = users[index] === undefined ? [] : [{ name: 'x', mountPath: '/x' }];
  });
});
const secret = (fields: object) => ({ secret: { secretName: 'x', ...fields } });
const projected = (source: object, fields: object = {}) => ({ projected: { sources: [source], ...fields } });

test.each<[object, string]>([
  [secret({ defaultMode: 0o666 }), 'secret.defaultMode'], [secret({ defaultMode: 0o777 }), 'secret.defaultMode'], [secret({ defaultMode: 0o602 }), 'secret.defaultMode'],
  [secret({ defaultMode: 0o400, items: [{ key: 'a', path: 'a' }, { key: 'b', path: 'b', mode: 0o646 }] }), 'secret.items[1].mode'],
  [projected({ serviceAccountToken: { path: 'token' } }, { defaultMode: 0o666 }), 'projected.defaultMode'],
  [projected({ secret: { name: 'a', items: [{ key: 'a', path: 'a', mode: 0o777 }] } }), 'projected.sources[0].secret.items[0].mode'],
])('reports %j, which every user writes', (source, place) => expect(found(volumeModes, mounted(source, 1000))).toEqual([`spec.volumes[0].${place}`]));

test.each<[object]>([
  [secret({})], [secret({ defaultMode: 0o644 })], [secret({ defaultMode: 0o440 })], [secret({ defaultMode: 0o755 })], [secret({ defaultMode: '0666' })], [secret({ defaultMode: null })],
  [projected({ configMap: { name: 'a' } }, { defaultMode: 0o666 })], [{ configMap: { name: 'a', defaultMode: 0o666 } }], [{ emptyDir: {} }],
])('accepts %j for one user', (source) => expect([found(volumeModes, mounted(source, 1000)), found(volumeModes, mounted(source, 1000, 1000))]).toEqual([[], []]));

test('reports a file that different users read', () => {
  expect(violations(volumeModes, mounted(secret({}), 1000, 2000))).toMatchObject([{
    path: ['spec', 'volumes', 0, 'secret', 'defaultMode'],
    value: undefined,
    detail: '0644 lets every user read it, and users 1000 and 2000 mount it',
    allowKey: '0644: {"secret":{"secretName":"x"}}',
  }]);
  expect(found(volumeModes, mounted(projected({ secret: { name: 'a' } }, { defaultMode: 0o444 }), 1000, 2000))).toHaveLength(1);
  expect(found(volumeModes, mounted(secret({ defaultMode: 0o440 }), 1000, 2000))).toEqual([]);
  expect(found(volumeModes, mounted(secret({}), 1000))).toEqual([]);
});

test('no one knows the user of an image', () => expect(found(volumeModes, mounted(secret({}), 1000, null))).toEqual([]));

test.each(ODD_LISTS)('survives volumes of %p', (list) => {
  expect(found(volumeModes, goodPod((spec) => { spec.volumes = list; }))).toEqual([]);
  const volumes = [{ secret: { items: list } }, { projected: { sources: list } }];
  expect(found(volumeModes, goodPod((spec) => { spec.volumes = volumes; }))).toEqual([]);
});
