import { JsonObject } from '../../../src/formats/manifest/json';
import { emptyDirOf, mountsOf, volumeNamed } from '../../../src/formats/manifest/mounts';
import { PodView } from '../../../src/formats/manifest/pod';

const podOf = (volumes: unknown, volumeMounts: unknown) =>
  new PodView({ volumes, containers: [{ name: 'main', volumeMounts }] } as JsonObject, ['spec'], {}, ['metadata'], ['data']);
const mounts = (volumes: unknown, volumeMounts: unknown) => mountsOf(podOf(volumes, volumeMounts).containers[0]);

it('returns the normalized path, the index in the list, and the volume itself', () => {
  const volumes = [null, { name: 'b', emptyDir: {} }, { name: 'a', emptyDir: {} }];
  const list = [null, 'x', { name: 'a' }, { name: 'a', mountPath: 7 }, { name: 'a', mountPath: 'x/../tmp/' }, { name: 'data', mountPath: '/data' }, { mountPath: '/none' }];
  expect(mounts(volumes, list)).toEqual([
    { json: list[4], index: 4, path: '/tmp', volume: volumes[2], writable: true },
    { json: list[5], index: 5, path: '/data', volume: undefined, writable: true },
    { json: list[6], index: 6, path: '/none', volume: undefined, writable: true },
  ]);
});

it.each([undefined, null, {}, 'x', []])('finds nothing in %j', (list) => {
  expect(mounts(list, list)).toEqual([]);
});

it.each<[JsonObject, JsonObject, boolean]>([
  [{ emptyDir: {} }, {}, true],
  [{ emptyDir: {} }, { readOnly: false }, true],
  [{ emptyDir: {} }, { readOnly: null }, true],
  [{ emptyDir: {} }, { readOnly: true }, false],
  [{}, {}, true],
  [{ configMap: { name: 'x' } }, {}, false],
  [{ secret: {} }, { readOnly: false }, false],
  [{ projected: {} }, {}, false],
  [{ downwardAPI: {} }, {}, false],
  [{ image: {} }, {}, false],
  [{ configMap: null, emptyDir: {} }, {}, true],
  [{ persistentVolumeClaim: { claimName: 'x' } }, {}, true],
  [{ persistentVolumeClaim: { claimName: 'x', readOnly: true } }, {}, false],
  [{ csi: { driver: 'x', readOnly: true } }, {}, false],
  [{ nfs: null }, {}, true],
  [{ hostPath: 'odd' }, {}, true],
])('the volume %j, mounted with %j, is writable: %s', (source, mount, writable) => {
  expect(mounts([{ name: 'v', ...source }], [{ name: 'v', mountPath: '/v', ...mount }])[0].writable).toBe(writable);
});

it('finds the first volume of a name, and none for a missing name', () => {
  const volumes = [{}, { name: 'a', first: true }, { name: 'a' }];
  expect(volumeNamed(podOf(volumes, []), 'a')).toBe(volumes[1]);
  expect(volumeNamed(podOf(volumes, []), 'b')).toBeUndefined();
  expect(volumeNamed(podOf(volumes, []), undefined)).toBeUndefined();
});

it.each<[JsonObject, JsonObject | undefined]>([
  [{ name: 'v' }, {}],
  [{ name: 'v', emptyDir: null }, {}],
  [{ name: 'v', hostPath: null, secret: undefined }, {}],
  [{ name: 'v', emptyDir: {} }, {}],
  [{ name: 'v', emptyDir: { sizeLimit: '1Gi' } }, { sizeLimit: '1Gi' }],
  [{ name: 'v', emptyDir: 'odd' }, {}],
  [{ name: 'v', secret: {} }, undefined],
  [{ name: 'v', unheardOf: {} }, undefined],
])('the emptyDir of %j is %j', (volume, expected) => {
  expect(emptyDirOf(volume)).toEqual(expected);
});
