import { Cause } from '../../cause';

export const hostPortDiffers: Cause = {
  id: 'host-port-differs',
  title: 'a hostPort differs from its containerPort on the network of the node',
  why: 'With `hostNetwork: true` the container listens on the node itself.',
  signs: [{ in: 'refusal', text: /(?:hostPort|containerPort)[^:]*: .*must match `?(?:containerPort|hostPort)|must match `containerPort`/ }],
  fix: () => ({ do: 'remove `hostNetwork: true` and `hostPort`, and expose the port by a Service', yaml: 'hostNetwork: false', typescript: 'hostNetwork: false,' }),
  example: { source: 'refusal', text: 'Pod "x" is invalid: spec.containers[0].ports[0].hostPort: Invalid value: 80: must match `containerPort` when `hostNetwork` is true' },
};
