import * as fc from 'fast-check';
import { copy, minimalPod, Pod } from './fixtures/pod';

/*
 * Pods that are rich in what the checks read. Each begins as a valid one, most of its fields stay as they are, and what
 * changes is as often fine as not: else every pod would break every check, and no difference would show.
 */

const NOTHING = [null, {}];
const PROFILES = [...NOTHING, ...['RuntimeDefault', 'Localhost', 'Unconfined', 'runtime/default', '', null].map((type) => ({ type }))];

const capability = fc.oneof(
  fc.constantFrom('AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'),
  fc.constantFrom('ALL', 'all', 'All', 'NET_BIND_SERVICE'),
  fc.constantFrom('chown', 'CAP_CHOWN', 'net_bind_service', 'NET_RAW', 'SYS_ADMIN', '', null),
);
const capabilities = fc.record({
  add: fc.option(fc.array(capability, { maxLength: 2 })),
  drop: fc.option(fc.oneof(fc.constant(['ALL']), fc.array(capability, { maxLength: 2 }))),
}, { requiredKeys: [] });

const seLinuxOptions = fc.record({
  type: fc.constantFrom('', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t', 'spc_t', 'Container_t', null),
  user: fc.constantFrom('', 'system_u', null),
  role: fc.constantFrom('', 'system_r', null),
  level: fc.constant('s0:c1'),
}, { requiredKeys: [] });

const sysctl = fc.record({
  name: fc.oneof(
    fc.constantFrom('kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range'),
    fc.constantFrom('net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time'),
    fc.constantFrom('net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_rmem'),
    fc.constantFrom('net.ipv4.tcp_wmem', 'net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'),
    fc.constantFrom('kernel.msgmax', 'net.ipv4.tcp_mem', 'net.ipv4.TCP_RMEM', '', null),
  ),
  value: fc.constant('1'),
});

const volume = fc.dictionary(
  fc.constantFrom('configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret', 'hostPath',
    'nfs', 'gitRepo', 'fc', 'azureDisk'),
  fc.constantFrom({}, null),
  { maxKeys: 2 },
).map((sources) => ({ name: 'volume', ...sources }));

const port = fc.record({
  containerPort: fc.constantFrom(80, 8080),
  hostPort: fc.constantFrom(0, 80, 8080, null),
}, { requiredKeys: ['containerPort'] });

const host = fc.constantFrom('', 'localhost', '169.254.169.254', null);
const handler = fc.oneof(
  fc.constantFrom(null, {}, { exec: {} }, { grpc: { port: 1 } }),
  fc.record({ httpGet: fc.record({ port: fc.constant(80), host }, { requiredKeys: ['port'] }) }),
  fc.record({ tcpSocket: fc.record({ port: fc.constant(80), host }, { requiredKeys: ['port'] }) }),
);

const annotation = fc.tuple(
  fc.constantFrom(
    ...['main', 'setup', 'elsewhere', ''].map((name) => `container.apparmor.security.beta.kubernetes.io/${name}`),
    ...['main', 'setup', 'debugger', 'elsewhere', ''].map((name) => `container.seccomp.security.alpha.kubernetes.io/${name}`),
    'seccomp.security.alpha.kubernetes.io/pod',
  ),
  fc.constantFrom('', 'runtime/default', 'docker/default', 'localhost/', 'localhost/app', 'localhost', 'unconfined', 'RuntimeDefault', null),
);

/** One changed field, by its path. */
type Change = readonly [path: readonly string[], value: unknown];

function oneOf(path: string[], values: fc.Arbitrary<unknown>): fc.Arbitrary<Change> {
  return values.map((value) => [path, value]);
}

/** What a security context of a pod and one of a container have in common. */
const contextChanges = [
  oneOf(['securityContext', 'appArmorProfile'], fc.constantFrom(...PROFILES)),
  oneOf(['securityContext', 'seccompProfile'], fc.constantFrom(...PROFILES)),
  oneOf(['securityContext', 'seLinuxOptions'], fc.option(seLinuxOptions)),
  oneOf(['securityContext', 'windowsOptions'], fc.constantFrom(...NOTHING, { hostProcess: true }, { hostProcess: false })),
  oneOf(['securityContext', 'runAsNonRoot'], fc.constantFrom(true, false, null)),
  oneOf(['securityContext', 'runAsUser'], fc.constantFrom(0, 1, 65532, null)),
];

const containerChange = fc.oneof(
  ...contextChanges,
  oneOf(['securityContext', 'capabilities'], fc.option(capabilities)),
  oneOf(['securityContext', 'privileged'], fc.constantFrom(true, false, null)),
  oneOf(['securityContext', 'procMount'], fc.constantFrom('Default', 'Unmasked', '', null)),
  oneOf(['securityContext', 'allowPrivilegeEscalation'], fc.constantFrom(true, false, null)),
  oneOf(['securityContext'], fc.constantFrom(...NOTHING)),
  oneOf(['ports'], fc.option(fc.array(port, { maxLength: 2 }))),
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => oneOf([probe], handler)),
  ...['postStart', 'preStop'].map((hook) => oneOf(['lifecycle', hook], handler)),
);

const podChange = fc.oneof(
  ...contextChanges,
  oneOf(['securityContext', 'sysctls'], fc.option(fc.array(sysctl, { maxLength: 2 }))),
  oneOf(['securityContext'], fc.constantFrom(...NOTHING)),
  oneOf(['volumes'], fc.option(fc.array(volume, { maxLength: 2 }))),
  oneOf(['os'], fc.constantFrom(...NOTHING, ...['windows', 'linux', 'Windows', null].map((name) => ({ name })))),
  oneOf(['hostUsers'], fc.constantFrom(true, false, null)),
  ...['hostNetwork', 'hostPID', 'hostIPC'].map((field) => oneOf([field], fc.constantFrom(true, false, null))),
);

function apply(target: any, changes: readonly Change[]): any {
  for (const [path, value] of changes) {
    const parent = path.slice(0, -1).reduce((object, key) => object[key] ??= {}, target);
    parent[path[path.length - 1]] = copy(value);
  }
  return target;
}

const containers = (...names: string[]) => fc.tuple(
  ...names.map((name) => fc.array(containerChange, { maxLength: 2 }).map((changes) => ({ name, changes }))),
);

/** A pod near the minimal valid one of a level and a version. */
export const anyPod: fc.Arbitrary<Pod> = fc.record({
  minimal: fc.tuple(fc.constantFrom('baseline' as const, 'restricted' as const), fc.constantFrom(0, 8, 19, 22)),
  ofPod: fc.array(podChange, { maxLength: 3 }),
  initContainers: fc.oneof(containers(), containers('setup'), containers('setup', 'sidecar')),
  containers: fc.oneof(containers('main'), containers('main', 'second')),
  ephemeralContainers: fc.oneof(containers(), containers('debugger')),
  annotations: fc.oneof(fc.constant([]), fc.array(annotation, { maxLength: 2 })),
}).map(({ minimal: [level, version], ofPod, annotations, ...lists }) => {
  const pod = minimalPod(level, version);
  const [blank] = pod.spec.containers;
  for (const [list, changed] of Object.entries(lists)) {
    pod.spec[list] = changed.map(({ name, changes }) => apply({ ...copy(blank), name }, changes));
  }
  return { metadata: { annotations: Object.fromEntries(annotations) }, spec: apply(pod.spec, ofPod) };
});
