import { asArray, asObject } from '../../../formats/manifest/json';
import { ObjectControl } from '../control';
import { listOf } from '../violations';
import { subjectText } from './role-control';
import { riskOfRights, RISKS_OF_RIGHTS } from './role-holders';

export const clusterAdmin: ObjectControl = {
  id: 'cluster-admin',
  title: 'No binding to cluster-admin',
  level: 'hardened',
  risk: RISKS_OF_RIGHTS,
  why: 'An attacker with one token of a subject owns the cluster or the namespace: they can read its Secrets and start any pods.',
  remedy: 'bind a role with only the verbs and resources that are needed',
  remedyInCode: 'bind a `Role` or `ClusterRole` with only the `rules` that are needed',
  spec: {
    rules: [{ fields: ['roleRef of a ClusterRoleBinding or RoleBinding'], allowed: 'anything but the ClusterRole cluster-admin' }],
  },
  kinds: ['rbac.authorization.k8s.io/ClusterRoleBinding', 'rbac.authorization.k8s.io/RoleBinding'],
  checkObject: (binding) => {
    const { kind, name } = asObject(binding.roleRef);
    return listOf(name === 'cluster-admin' && kind !== 'Role'
      ? { path: ['roleRef', 'name'], value: name, allowKey: `${name}: ${asArray(binding.subjects).map(subjectText).sort().join(', ')}`, risk: riskOfRights(binding) } : undefined);
  },
};
