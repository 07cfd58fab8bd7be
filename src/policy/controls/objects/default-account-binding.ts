import { bindingControl } from './role-control';

/** Groups of all accounts in the cluster or in a namespace. They include the default accounts. */
const ALL_ACCOUNTS = /^system:serviceaccounts(?::.*)?$/s;

const ALLOWED = 'anything but the ServiceAccount "default" and the groups system:serviceaccounts and system:serviceaccounts:NAMESPACE';

export const defaultAccountBinding = bindingControl({
  id: 'default-account-binding',
  title: 'No rights for default service accounts',
  risk: 'medium',
  why: 'A pod without `serviceAccountName` gets these rights, and the groups of service accounts contain every account.',
  remedy: 'give the workload a ServiceAccount of its own, and bind the role to that',
  remedyInCode: 'give the workload a `ServiceAccount` of its own as `serviceAccount`, and pass that to `bind`',
}, ALLOWED, ({ kind, name }) => kind === 'Group'
  ? typeof name === 'string' && ALL_ACCOUNTS.test(name)
  : kind === 'ServiceAccount' && name === 'default');
