/*
 * SELinux options of its own can take a container out of the confinement of container_t.
 *
 * Restricted fields: spec.securityContext.seLinuxOptions.{type,user,role}
 *                    spec.{initContainers,containers,ephemeralContainers}[*].securityContext.seLinuxOptions.{type,user,role}
 * Allowed values:    type: "", container_t, container_init_t, container_kvm_t, since 1.31 container_engine_t; user and role: ""
 * Versions:          1.0+, 1.31+
 */
import { asObject } from '../../manifest/json';
import { Check, PodControl } from '../control';
import { everySecurityContext } from '../security-context';

const TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

export const selinuxOptions: PodControl = {
  id: 'selinux-options',
  title: 'No SELinux options beyond the container types',
  level: 'pss-baseline',
  severity: 'error',
  why: 'A type like spc_t, or another user or role, switches off what SELinux keeps containers from.',
  remedy: 'remove `seLinuxOptions`, or keep to `type: container_t` and `level`',
  checks: [
    { since: 0, check: withTypes(TYPES) },
    { since: 31, check: withTypes([...TYPES, 'container_engine_t']) },
  ],
};

function withTypes(allowed: readonly unknown[]): Check {
  return everySecurityContext('seLinuxOptions', (options) => {
    const { type = '', user, role } = asObject(options);
    return [
      ...(allowed.includes(type ?? '') ? [] : [['type']]),
      ...(user ? [['user']] : []),
      ...(role ? [['role']] : []),
    ];
  });
}
