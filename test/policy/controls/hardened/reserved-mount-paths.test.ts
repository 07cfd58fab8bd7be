import { reservedMountPaths } from '../../../../src/policy/controls/hardened/reserved-mount-paths';
import { found, goodContainer, goodPod, violations } from '../support';
import { ODD_LISTS } from './pod-with';

const mounted = (mountPath: unknown, source: object = { emptyDir: {} }) => goodPod((spec) => {
  spec.volumes = [{ name: 'x', ...source }];
  spec.containers = [{ ...goodContainer('main'), volumeMounts: [{ name: 'x', mountPath, readOnly: true }] }];
});
const FIELD = ['spec.containers[0].volumeMounts[0].mountPath'];

test.each(['/', '//', '.', '/tmp/..', '/proc', '/proc/sys/kernel', '/sys', '/sys/fs/cgroup', '/dev', '/dev/', 'dev', '/dev/kvm', '/tmp/../proc', '/dev/hugepages'])(
  'reports %s', (path) => expect(found(reservedMountPaths, mounted(path))).toEqual(FIELD));

test.each(['/dev/shm', '/dev/shm/x', '/process', '/system', '/devices', '/host/proc', '/data', '/dev/../data', undefined, 7])('accepts %s', (path) => {
  expect(found(reservedMountPaths, mounted(path))).toEqual([]);
});

test.each(['HugePages', 'HugePages-2Mi'])('accepts an emptyDir of %s at /dev/hugepages, but not elsewhere below /dev', (medium) => {
  const source = { emptyDir: { medium } };
  expect(found(reservedMountPaths, mounted('/dev/hugepages', source))).toEqual([]);
  expect(found(reservedMountPaths, mounted('/dev/hugepages/2M', source))).toEqual([]);
  expect(found(reservedMountPaths, mounted('/dev', source))).toEqual(FIELD);
});

test.each([{ emptyDir: { medium: 'Memory' } }, { emptyDir: { medium: 7 } }, { hostPath: { path: '/srv' } }, { configMap: {} }])('reports %j at /dev/hugepages', (source) => {
  expect(found(reservedMountPaths, mounted('/dev/hugepages', source))).toEqual(FIELD);
});

test('the message contains the normalized path', () => {
  expect(violations(reservedMountPaths, mounted('/tmp/../proc'))).toMatchObject([{ value: '/tmp/../proc', detail: 'it resolves to "/proc"' }]);
  expect(violations(reservedMountPaths, mounted('/proc', { hostPath: { path: '/proc' } }))[0].detail).toBeUndefined();
});

test.each(ODD_LISTS)('survives mounts and volumes of %j', (odd) => {
  expect(found(reservedMountPaths, goodPod((spec) => { spec.volumes = odd; spec.containers[0].volumeMounts = odd; }))).toEqual([]);
});
