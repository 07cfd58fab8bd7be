import {
  addedCapabilities, allContexts, annotationsOf, Check, containerContexts, containersOf, Forbids, hasUnmaskedProc, isWrongProfile,
  unlessUserNamespace,
} from './pod';

const DEFAULT_CAPABILITIES = ('AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE '
  + 'SETFCAP SETGID SETPCAP SETUID SYS_CHROOT').split(' ');

const SYSCTLS_1_0 = ('kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.tcp_syncookies net.ipv4.ping_group_range '
  + 'net.ipv4.ip_unprivileged_port_start').split(' ');
const SYSCTLS_1_27 = [...SYSCTLS_1_0, 'net.ipv4.ip_local_reserved_ports'];
const SYSCTLS_1_29 = [...SYSCTLS_1_27, 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes'];
const SYSCTLS_1_32 = [...SYSCTLS_1_29, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'];
const SYSCTLS_1_37 = [...SYSCTLS_1_32, 'net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'];

const sysctlsOutside = (safe: string[]): Forbids => (pod) =>
  (pod.spec.securityContext?.sysctls ?? []).some((sysctl: any) => !safe.includes(sysctl?.name));

const SELINUX_1_0 = ['', 'container_t', 'container_init_t', 'container_kvm_t'];
const SELINUX_1_31 = [...SELINUX_1_0, 'container_engine_t'];

const seLinuxOutside = (types: string[]): Forbids => (pod) => allContexts(pod).some(({ seLinuxOptions: options }) =>
  options !== undefined && (!types.includes(options.type ?? '') || Boolean(options.user) || Boolean(options.role)));

const appArmorOff: Forbids = (pod) => allContexts(pod).some(({ appArmorProfile }) => isWrongProfile(appArmorProfile))
  || annotationsOf(pod).some(([key, value]) => key.startsWith('container.apparmor.security.beta.kubernetes.io/')
    && value !== '' && value !== 'runtime/default' && !value.startsWith('localhost/'));

const seccompOffByAnnotation: Forbids = (pod) => annotationsOf(pod).some(([key, value]) =>
  (key === 'seccomp.security.alpha.kubernetes.io/pod'
    || containersOf(pod).some((container) => key === `container.seccomp.security.alpha.kubernetes.io/${container?.name}`))
  && !['runtime/default', 'docker/default'].includes(value) && !value.startsWith('localhost/'));

const handlersOf = (container: any): any[] => [
  container?.livenessProbe,
  container?.readinessProbe,
  container?.startupProbe,
  container?.lifecycle?.postStart,
  container?.lifecycle?.preStop,
].filter(Boolean);

const baseline = (id: string, variants: Check['variants']): Check => ({ id, level: 'baseline', variants });

export const BASELINE: readonly Check[] = [
  baseline('appArmorProfile', { 0: appArmorOff }),
  baseline('capabilities_baseline', {
    0: (pod) => containerContexts(pod).flatMap(addedCapabilities).some((name) => !DEFAULT_CAPABILITIES.includes(name)),
  }),
  baseline('hostNamespaces', {
    0: ({ spec }) => spec.hostNetwork === true || spec.hostPID === true || spec.hostIPC === true,
  }),
  baseline('hostPathVolumes', {
    0: ({ spec }) => (spec.volumes ?? []).some((volume: any) => volume?.hostPath !== undefined),
  }),
  baseline('hostPorts', {
    0: (pod) => containersOf(pod).flatMap((container) => container?.ports ?? []).some((port) => (port?.hostPort ?? 0) !== 0),
  }),
  baseline('hostProbesAndHostLifecycle', {
    34: (pod) => containersOf(pod).flatMap(handlersOf).some(({ httpGet, tcpSocket }) => Boolean(httpGet?.host || tcpSocket?.host)),
  }),
  baseline('privileged', { 0: (pod) => containerContexts(pod).some(({ privileged }) => privileged === true) }),
  baseline('procMount', { 0: hasUnmaskedProc, 35: unlessUserNamespace(hasUnmaskedProc) }),
  baseline('seLinuxOptions', { 0: seLinuxOutside(SELINUX_1_0), 31: seLinuxOutside(SELINUX_1_31) }),
  baseline('seccompProfile_baseline', {
    0: seccompOffByAnnotation,
    19: (pod) => allContexts(pod).some(({ seccompProfile }) => isWrongProfile(seccompProfile)),
  }),
  baseline('sysctls', {
    0: sysctlsOutside(SYSCTLS_1_0),
    27: sysctlsOutside(SYSCTLS_1_27),
    29: sysctlsOutside(SYSCTLS_1_29),
    32: sysctlsOutside(SYSCTLS_1_32),
    37: sysctlsOutside(SYSCTLS_1_37),
  }),
  baseline('windowsHostProcess', { 0: (pod) => allContexts(pod).some(({ windowsOptions }) => windowsOptions?.hostProcess === true) }),
];
