import { bindingControl } from './role-control';
import { asObject, textOf } from '../../../formats/manifest/json';
import { boundSubject } from '../../../formats/manifest/role-bindings';

/** Groups of all accounts in the cluster or in a namespace. They include the default accounts. */
const ALL_ACCOUNTS = /^system:serviceaccounts(?::.*)?$/s;

/** The roles that Kubernetes and kubeadm bind to all nodes. */
const OF_NODES = /^(?:kubeadm:|system:certificates\.k8s\.io:)/;

const ALLOWED = 'anything but the ServiceAccount "default" and the groups system:serviceaccounts, system:serviceaccounts:NAMESPACE and '
  + 'system:nodes, except for roles of kubeadm and of certificates';

export const defaultAccountBinding = bindingControl({
  id: 'default-account-binding',
  title: 'No rights for default service accounts',
  risk: 'medium',
  why: 'A pod without `serviceAccountName` gets these rights, and the groups of service accounts contain every account. '
    + 'Whoever takes over one node is in the group `system:nodes`.',
  remedy: 'give the workload a ServiceAccount of its own, and bind the role to that',
  remedyInCode: 'give the workload a `ServiceAccount` of its own as `serviceAccount`, and pass that to `bind`',
}, ALLOWED, (subject, { roleRef }) => {
  const { kind, name } = boundSubject(subject);
  const role = asObject(roleRef).name;
  return kind === 'Group'
    ? typeof name === 'string' && (ALL_ACCOUNTS.test(name) || (name === 'system:nodes' && !OF_NODES.test(textOf(role ?? ''))))
    : kind === 'ServiceAccount' && name === 'default';
});
