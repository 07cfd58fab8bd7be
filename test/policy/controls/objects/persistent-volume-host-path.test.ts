import { persistentVolumeHostPath } from '../../../../src/policy/controls/objects/persistent-volume-host-path';
import { found, violations } from '../support';

const volume = (spec: unknown) => ({ apiVersion: 'v1', kind: 'PersistentVolume', spec });

test.each(['hostPath', 'local'])('refuses %s', (source) => {
  expect(found(persistentVolumeHostPath, volume({ capacity: {}, [source]: { path: '/data' } }))).toEqual([`spec.${source}`]);
  expect(found(persistentVolumeHostPath, volume({ [source]: 'text' }))).toEqual([`spec.${source}`]);
});

test.each([['/data', undefined], ['/var/run', 'docker.sock'], ['/etc', '/etc']])('explains what %s exposes', (path, detail) => {
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
