import { asObject } from '../../../formats/manifest/json';
import { onlyAllows } from '../admission';
import { Find } from '../check';
import { PodControl } from '../control';
import { everySecurityContext } from '../security-context';
import { ofSecurityContexts } from '../specification';
import { pinned, removeFound } from '../violations';

const TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

/** Since Kubernetes 1.31. */
const ADDED_TYPE = 'container_engine_t';

export const selinuxOptions: PodControl = {
  id: 'selinux-options',
  title: 'No SELinux options beyond the container types',
  level: 'pss-baseline',
  risk: 'medium',
  why: 'A type like spc_t, or another user or role, removes the confinement that SELinux gives containers.',
  remedy: 'remove `seLinuxOptions`, or use only `type: container_t` and `level`',
  spec: {
    rules: [
      {
        fields: ofSecurityContexts('seLinuxOptions.type'),
        allowed: '"", container_t, container_init_t, container_kvm_t, undefined; since 1.31 container_engine_t',
      },
      { fields: ofSecurityContexts('seLinuxOptions.{user,role}'), allowed: ['', undefined] },
    ],
  },
  admission: [
    ...onlyAllows(ofSecurityContexts('seLinuxOptions.type'), [...TYPES, undefined], { before: 31, names: 'type' }),
    ...onlyAllows(ofSecurityContexts('seLinuxOptions.type'), [...TYPES, ADDED_TYPE, undefined], { since: 31, names: 'type' }),
    ...['user', 'role'].flatMap((names) => onlyAllows(ofSecurityContexts(`seLinuxOptions.${names}`), ['', undefined], { names })),
  ],
  reads: { needs: ['spec.securityContext.seLinuxOptions', 'containers[*].securityContext.seLinuxOptions'] },
  checks: [
    { since: 0, check: withTypes(TYPES) },
    { since: 31, check: withTypes([...TYPES, ADDED_TYPE]) },
  ],
  overrideUnsafe: removeFound(withTypes(TYPES)),
};

function withTypes(allowed: readonly unknown[]): Find {
  return everySecurityContext('seLinuxOptions', (options) => {
    const { type = '', user, role } = asObject(options);
    return [
      ...(allowed.includes(type ?? '') ? [] : [['type']]),
      ...(user ? [['user']] : []),
      ...(role ? [['role']] : []),
    ];
  }, pinned);
}
