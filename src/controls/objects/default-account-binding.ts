import { bindingControl } from './role-control';

export const defaultAccountBinding = bindingControl({
  id: 'default-account-binding',
  title: 'No rights for default service accounts',
  why: 'Each pod of the namespace that names no account has the rights.',
  remedy: 'give the workload a ServiceAccount of its own, and bind the role to that',
}, 'anything but the ServiceAccount "default"', ({ kind, name }) => kind === 'ServiceAccount' && name === 'default');
