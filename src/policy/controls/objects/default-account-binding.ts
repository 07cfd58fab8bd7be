import { bindingControl } from './role-control';
import { asObject, textOf } from '../../../formats/manifest/json';
import { boundSubject } from '../../../formats/manifest/role-bindings';

/** Groups of all accounts in the cluster or in a namespace. They include the default accounts. */
const ALL_ACCOUNTS = /^system:serviceaccounts(?::.*)?$/s;

/** The roles that Kubernetes and kubeadm bind to all nodes. */
const OF_NODES = /^(?:kubeadm:|system:certificates\.k8s\.io:)/;

const ALLOWED = 'any subject except the ServiceAccount "default" and the groups system:serviceaccounts, system:serviceaccounts:NAMESPACE '
  + 'and system:nodes; these groups for the roles of kubeadm and for certificates';

export const defaultAccountBinding = bindingControl({
  id: 'default-account-binding',
  title: 'No rights for default service accounts',
  risk: 'medium',
  why: 'A pod without `serviceAccountName` gets these permissions, and the groups of service accounts contain every account. An attacker '
    + 'who compromises a node is in the group `system:nodes`.',
  remedy: 'give the workload its own ServiceAccount, and bind the role to it',
  remedyInCode: 'set `serviceAccount` of the workload to its own `ServiceAccount`, and pass it to `bind`',
}, ALLOWED, (subject, { roleRef }) => {
  const { kind, name } = boundSubject(subject);
  const role = asObject(roleRef).name;
  return kind === 'Group'
    ? typeof name === 'string' && (ALL_ACCOUNTS.test(name) || (name === 'system:nodes' && !OF_NODES.test(textOf(role ?? ''))))
    : kind === 'ServiceAccount' && name === 'default';
});
