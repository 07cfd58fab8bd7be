import { NODE_FILES, nodeFilesAt } from '../../../../src/policy/controls/node-files';
import { hostPathAccess } from '../../../../src/policy/controls/startup/host-path-access';
import { found, goodPod, violations } from '../support';

// A log shipper as uid and gid 65532.

const shipper = (path: unknown, change: (spec: any, container: any) => void = () => {}, mount: object = {}) => goodPod((spec) => {
  delete spec.initContainers;
  spec.volumes.push({ name: 'host', hostPath: { path } });
  spec.containers[0].volumeMounts.push({ name: 'host', mountPath: '/host', readOnly: true, ...mount });
  change(spec, spec.containers[0]);
});

const FIELD = 'spec.containers[0].volumeMounts[1].mountPath';

test.each([
  '/var/log', '/var/log/', '//var/log/x/..', '/var/log/pods', '/var/log/pods/shop_web_0', '/var/log/containers', '/var/lib/docker/containers', '/var/log/journal',
  '/run/log/journal', '/var/run/log/journal', '/var/log/audit', '/var/lib/kubelet', '/var/lib/kubelet/pods', '/var/lib/kubelet/device-plugins', '/var/lib/etcd',
  '/etc/kubernetes/admin.conf', '/etc/kubernetes/manifests', '/sys/kernel/debug', '/sys/fs/bpf',
])('reports %s', (path) => expect(found(hostPathAccess, shipper(path))).toEqual([FIELD]));

test.each(['/', '/var', '/proc', '/sys', '/etc/kubernetes/pki', '/etc/machine-id', '/var/log/nginx', '/var/log/podsx', '/var/lib/kubelet/plugins/csi.example.com', '/srv'])(
  'says nothing of %s, which everyone may read, or of which nothing is known', (path) => expect(found(hostPathAccess, shipper(path))).toEqual([]));

test.each<[string, (spec: any, container: any) => void]>([
  ['root', (_, container) => { container.securityContext.runAsUser = 0; }],
  ['root\'s group, for the container', (_, container) => { container.securityContext.runAsGroup = 0; }],
  ['root\'s group, for the pod', (spec) => { spec.securityContext.runAsGroup = 0; }],
  ['root\'s group, as fsGroup', (spec) => { spec.securityContext.fsGroup = 0; }],
  ['a group that the nodes may give the files to', (spec) => { spec.securityContext.supplementalGroups = [2000]; }],
  ['a user that the image decides about', (spec) => delete spec.securityContext.runAsUser],
  ['a group that the image decides about', (spec) => delete spec.securityContext.runAsGroup],
  ['no mount of the volume', (_, container) => container.volumeMounts.pop()],
  ['another volume', (spec) => { spec.volumes[2] = { name: 'host', emptyDir: {} }; }],
  ['an empty volume', (spec) => { spec.volumes[2] = { name: 'host', hostPath: null }; }],
])('accepts %s', (_, change) => expect(found(hostPathAccess, shipper('/var/log', change))).toEqual([]));

test('the part of a volume that is mounted counts', () => {
  expect(found(hostPathAccess, shipper('/var', undefined, { subPath: 'log' }))).toEqual([FIELD]);
  expect(found(hostPathAccess, shipper('/var/log', undefined, { subPath: 'nginx' }))).toEqual([]);
});

test('a group that may read no more than others does not help where only root may', () => {
  expect(found(hostPathAccess, shipper('/var/lib/etcd', (spec) => { spec.securityContext.runAsGroup = 0; }))).toEqual([FIELD]);
});

test('checks init containers, and no ephemeral ones', () => {
  const other = (list: string) => shipper('/var/log', (spec, container) => {
    spec[list] = [container];
    spec.containers = [];
  });
  expect(found(hostPathAccess, other('initContainers'))).toEqual([FIELD.replace('containers', 'initContainers')]);
  expect(found(hostPathAccess, other('ephemeralContainers'))).toEqual([]);
});

test('the finding for logs names the owner, and the options of the example', () => {
  const [{ detail, allowKey, remedy, remedyInCode }] = violations(hostPathAccess, shipper('/var/log'));
  expect(detail).toBe('the logs of containers in /var/log of the node are root:root 0640, and the container runs as 65532:65532');
  expect(allowKey).toBe('/var/log');
  expect(remedy).toContain('mount /var/log/containers and /var/log/pods read-only, and write `runAsGroup: 0` for the container with a waiver for group-id, as in examples/log-shipper');
  expect(remedyInCode).toContain('set `securityContext: { group: 0 }` for the container with a waiver for group-id, as in examples/log-shipper');
});

test('the finding for files of root alone says so', () => {
  const [{ detail, remedy, remedyInCode }] = violations(hostPathAccess, shipper('/var/log/journal'));
  expect(detail).toContain('root:systemd-journal 0640');
  expect(remedy).toMatch(/^write `runAsUser: 0` for the container with waivers, because only root can read the files; or `supplementalGroups`/);
  expect(remedyInCode).toMatch(/^set `securityContext: \{ user: 0, ensureNonRoot: false \}`/);
});

test('every row of the table has a source, and paths in normal form', () => {
  expect(NODE_FILES.filter(({ source, mode, paths }) => !source.startsWith('https://') || !/^0[0-7]{3}$/.test(mode)
    || paths.some((path) => nodeFilesAt(path) === undefined))).toEqual([]);
});
