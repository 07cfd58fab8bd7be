import { podsOf } from '../../../src/formats/manifest/workload';
import { capabilityRisk, RISKS_OF_CAPABILITIES } from '../../../src/policy/controls/capability-risk';
import { hostPathRisk } from '../../../src/policy/controls/host-path-risk';
import { mainRisk, READING_ORDER, RISKS } from '../../../src/policy/controls/risk';

test('reports begin with the risks that an attacker uses', () => {
  expect(READING_ORDER).toEqual(['critical', 'high', 'refused', 'broken', 'medium', 'low']);
  expect([...READING_ORDER].sort()).toEqual([...RISKS].sort());
});

test('findings without their own risk have the first one of their control', () => {
  expect(mainRisk('low')).toBe('low');
  expect(mainRisk({ medium: 'most', critical: 'some' })).toBe('medium');
});

const CAPABILITIES = {
  critical: 'ALL, DAC_READ_SEARCH, SYS_ADMIN, SYS_MODULE, SYS_RAWIO',
  high: 'BPF, CHECKPOINT_RESTORE, MAC_ADMIN, MAC_OVERRIDE, NET_ADMIN, PERFMON, SYS_BOOT, SYS_PTRACE, SYSLOG',
};

test.each(Object.entries(CAPABILITIES))('the risk %s has the capabilities that its description lists', (risk, names) => {
  expect(RISKS_OF_CAPABILITIES[risk as keyof typeof CAPABILITIES]).toBe(names);
  expect(names.split(', ').map(capabilityRisk)).toEqual(names.split(', ').map(() => risk));
});

test('other capabilities have the risk of their control', () => {
  expect(['NET_RAW', 'CHOWN', '', undefined, 1].map(capabilityRisk)).toEqual([undefined, undefined, undefined, undefined, undefined]);
});

interface Mounts {
  readonly path?: unknown;
  readonly isReadOnly?: boolean;
  readonly isMounted?: boolean;
}

/** The risk of a volume in a pod with two containers, of which the second one may mount it. A third volume is always writable. */
function riskOf({ path, isReadOnly = true, isMounted = true }: Mounts): string {
  const volume = { name: 'node', hostPath: { path } };
  const volumes = [{ name: 'own', emptyDir: {} }, volume];
  const own = { name: 'own', mountPath: '/own' };
  const volumeMounts = [own, ...isMounted ? [{ name: 'node', mountPath: '/node', readOnly: isReadOnly }] : []];
  const containers = [{ name: 'a', image: 'a', volumeMounts: [own] }, { name: 'b', image: 'b', volumeMounts }];
  const [pod] = podsOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { volumes, containers } });
  return hostPathRisk(pod, volume);
}

const HARMLESS = ['/etc/hostname', '/etc/hosts', '/etc/localtime', '/etc/machine-id', '/etc/os-release', '/etc/resolv.conf', '/etc/timezone', '/etc/ssl/certs/a.pem',
  '/etc/ca-certificates', '/etc/pki/ca-trust', '/etc/pki/tls/certs', '/lib/modules', '/usr/lib/locale', '/usr/lib/os-release', '/usr/share/zoneinfo', '/usr/src'];
const OF_USE_TO_WRITERS = ['/bin', '/boot', '/lib/systemd', '/lib64', '/opt/cni/bin', '/proc', '/sbin', '/sys/fs', '/usr/bin', '/usr/lib/systemd', '/usr/local/bin',
  '/usr/local/sbin', '/usr/sbin'];

test.each<[string, readonly string[], string, string]>([
  ['what every program may read', HARMLESS, 'low', 'critical or high'],
  ['programs and settings of the kernel', OF_USE_TO_WRITERS, 'high', 'critical'],
  ['keys, other pods and sockets', ['/', '/etc', '/etc/kubernetes', '/root', '/var/lib/kubelet', '/run/containerd/containerd.sock', '/var/run'], 'critical', 'critical'],
  ['anything else', ['/data', '/var/log', '/etcetera'], 'medium', 'high'],
])('%s: the risk of a hostPath depends on whether a container may write it', (_, paths, read, written) => {
  expect(paths.map((path) => riskOf({ path }))).toEqual(paths.map(() => read));
  expect(paths.map((path) => riskOf({ path, isMounted: false }))).toEqual(paths.map(() => read));
  expect(paths.map((path) => riskOf({ path, isReadOnly: false })).filter((risk) => !written.split(' or ').includes(risk))).toEqual([]);
});

test('a volume without a path may be any directory', () => {
  expect([undefined, 1].map((path) => riskOf({ path }))).toEqual(['medium', 'medium']);
});
