import { Cause } from '../../cause';

export const sysctlOnHostNetwork: Cause = {
  id: 'sysctl-on-host-network',
  title: 'a network sysctl is set with hostNetwork',
  why: 'The pod uses the network of the node, whose sysctls cannot be set from a pod.',
  signs: [{ in: 'refusal', text: /sysctls?\[?.*may not be specified when 'host\w+' is true/ }],
  fix: () => ({ do: 'remove `hostNetwork: true`, or the sysctl', yaml: 'hostNetwork: false', typescript: 'hostNetwork: false,' }),
  example: { source: 'refusal', text: 'Pod "x" is invalid: spec.securityContext.sysctls[0].name: Invalid value: "net.ipv4.ip_unprivileged_port_start": may not be specified when \'hostNetwork\' is true' },
};
