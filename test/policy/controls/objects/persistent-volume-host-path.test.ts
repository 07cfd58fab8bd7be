import { persistentVolumeHostPath } from '../../../../src/policy/controls/objects/persistent-volume-host-path';
import { found, violations } from '../support';

const volume = (spec: unknown) => ({ apiVersion: 'v1', kind: 'PersistentVolume', spec });

test.each(['hostPath', 'local'])('refuses %s', (source) => {
  expect(found(persistentVolumeHostPath, volume({ capacity: {}, [source]: { path: '/data' } }))).toEqual([`spec.${source}`]);
  expect(found(persistentVolumeHostPath, volume({ [source]: 'text' }))).toEqual([`spec.${source}`]);
});

test.each([['/data', undefined], ['/var/run', 'docker.sock'], ['/etc', 'the node\'s /etc'], ['/', 'all files of the node'], ['/etc/shadow', 'the node\'s /etc/shadow']])('explains what %s exposes', (path, detail) => {
  const [violation] = violations(persistentVolumeHostPath, volume({ hostPath: { path } }));
  expect(violation.allowKey).toBe(path);
  expect(violation.detail).toEqual(detail && expect.stringContaining(detail));
});

test.each([{ csi: { driver: 'x' } }, { hostPath: null, nfs: {} }, {}, null, undefined, 'text', []])('accepts %j', (spec) => {
  expect(found(persistentVolumeHostPath, volume(spec))).toEqual([]);
});

test.each([['/', 'critical'], ['/var/run/docker.sock', 'critical'], ['/srv/data', undefined]])('the risk of %s is %p', (path, risk) => {
  const [violation] = violations(persistentVolumeHostPath, { apiVersion: 'v1', kind: 'PersistentVolume', spec: { hostPath: { path } } });
  expect(violation.risk).toBe(risk);
});

test.each<[string, string, string | undefined]>([
  ['local', '/dev/disk/by-id/a', undefined], ['local', '/dev/../etc', 'critical'], ['local', '/mnt/../dev/loop1', undefined], ['hostPath', '/dev/sda', 'critical'],
])('a device is all that a local volume gives: %s %s', (source, path, risk) => {
  const [violation] = violations(persistentVolumeHostPath, volume({ volumeMode: 'Block', [source]: { path } }));
  expect(violation.risk).toBe(risk);
});
