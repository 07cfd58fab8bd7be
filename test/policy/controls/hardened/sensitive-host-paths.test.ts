import { sensitiveHostPaths } from '../../../../src/policy/controls/hardened/sensitive-host-paths';
import { found, goodPod, violations } from '../support';
import { ODD_LISTS } from './pod-with';

const hostPath = (path: unknown) => goodPod((spec) => spec.volumes.push({ name: 'host', hostPath: { path } }));

test.each([
  '/', '//', '/boot', '/dev', '/etc', '/lib', '/proc', '/sys', '/usr', '/root', '/var', '/var/lib', '/opt', '/bin', '/sbin', '/lib64',
  '/etc/kubernetes', '/etc/shadow', '/proc/1/root', '/dev/mem', '/root/.ssh', '/usr/bin', '/usr/local/bin', '/tmp/../etc', 'etc',
  '/var/lib/kubelet', '/var/lib/kubelet/pods', '/var/lib/docker/', '/var/lib/containerd', '/var/lib/etcd', '/var/spool/cron',
])('reports %p', (path) => {
  expect(found(sensitiveHostPaths, hostPath(path))).toEqual(['spec.volumes[2].hostPath.path']);
});

test.each(['/data', '/etcd', '/var/log', '/var/lib/app', '/lib/modules', '/usr/share/zoneinfo', '/mnt/etc', '/run', undefined, null, 7])('accepts %p', (path) => {
  expect(found(sensitiveHostPaths, hostPath(path))).toEqual([]);
});

test('the message names the sensitive directory', () => {
  expect(violations(sensitiveHostPaths, hostPath('/var/lib/kubelet/pods'))).toMatchObject([{ detail: expect.stringContaining("node's /var/lib/kubelet") }]);
});

test.each(ODD_LISTS)('survives volumes of %p', (volumes) => {
  expect(found(sensitiveHostPaths, goodPod((spec) => { spec.volumes = volumes; }))).toEqual([]);
});
