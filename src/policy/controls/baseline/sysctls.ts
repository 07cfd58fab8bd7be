import { asArray, asObject, textOf } from '../../../formats/manifest/json';
import { formatVersion, MinorVersion } from '../../../formats/manifest/version';
import { celList, SPEC } from '../cel';
import { Find } from '../check';
import { PodControl } from '../control';
import { at, everyEntry } from '../violations';

/** The sysctls that each version added to the safe ones. */
const SAFE_SYSCTLS: readonly { readonly since: MinorVersion; readonly names: readonly string[] }[] = [
  {
    since: 0,
    names: [
      'kernel.shm_rmid_forced',
      'net.ipv4.ip_local_port_range',
      'net.ipv4.tcp_syncookies',
      'net.ipv4.ping_group_range',
      'net.ipv4.ip_unprivileged_port_start',
    ],
  },
  { since: 27, names: ['net.ipv4.ip_local_reserved_ports'] },
  {
    since: 29,
    names: [
      'net.ipv4.tcp_keepalive_time',
      'net.ipv4.tcp_fin_timeout',
      'net.ipv4.tcp_keepalive_intvl',
      'net.ipv4.tcp_keepalive_probes',
    ],
  },
  { since: 32, names: ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'] },
  { since: 37, names: ['net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'] },
];

export const sysctls: PodControl = {
  id: 'sysctls',
  title: 'Only safe sysctls',
  level: 'pss-baseline',
  risk: 'medium',
  why: 'An unsafe sysctl changes the kernel for every pod of the node, and the kubelet refuses it by default.',
  remedy: 'remove it, or use only the safe sysctls of your Kubernetes version',
  spec: {
    rules: [{
      fields: ['spec.securityContext.sysctls[*].name'],
      allowed: SAFE_SYSCTLS.map(({ since, names }) => `${since > 0 ? `since ${formatVersion(since)} ` : ''}${names.join(', ')}`).join('; '),
    }],
  },
  admission: SAFE_SYSCTLS.map(({ since }, index) => ({
    each: 'pod',
    in: `${SPEC}.?securityContext.?sysctls.orValue([])`,
    violates: `!(it.?name.orValue('') in ${celList(safeAt(since))})`,
    value: 'it.?name.orValue(\'\') + \'=\' + it.?value.orValue(\'\')',
    since,
    before: SAFE_SYSCTLS[index + 1]?.since,
  })),
  reads: { needs: ['spec.securityContext.sysctls'] },
  checks: SAFE_SYSCTLS.map(({ since }) => ({ since, check: allowing(safeAt(since)) })),
};

function safeAt(version: MinorVersion): ReadonlySet<unknown> {
  return new Set(SAFE_SYSCTLS.filter(({ since }) => since <= version).flatMap(({ names }) => names));
}

function allowing(safe: ReadonlySet<unknown>): Find {
  return (pod) => everyEntry(asArray(pod.securityContext.sysctls), (sysctl, index) => {
    const { name, value } = asObject(sysctl);
    return safe.has(name) ? undefined
      : { ...at(pod, ['securityContext', 'sysctls', index, 'name']), allowKey: `${textOf(name)}=${textOf(value ?? '')}` };
  });
}
