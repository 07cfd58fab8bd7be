import { Cause } from '../../cause';

export const hostUsersWithHostNamespaces: Cause = {
  id: 'host-users-with-host-namespaces',
  title: 'a user namespace is requested together with namespaces of the node',
  why: '`hostUsers: false` gives the pod users of its own, which excludes hostNetwork, hostPID and hostIPC.',
  signs: [{ in: 'refusal', text: /spec\.\S*(?:hostNetwork|hostPID|hostIPC|volumeDevices|hostUsers)[^:]*: .*\bhostUsers\b/i }],
  fix: () => ({ do: 'remove hostNetwork, hostPID and hostIPC, or `hostUsers: false`', typescript: '// remove hostNetwork, or userNamespace: true', yaml: 'hostUsers: false   # and no hostNetwork, hostPID, hostIPC' }),
  example: { source: 'refusal', text: 'Pod "x" is invalid: spec.hostNetwork: Forbidden: when `hostUsers` is false' },
};
