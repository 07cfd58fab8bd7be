import { Cause } from '../../cause';

export const hostPortConflict: Cause = {
  id: 'host-port-conflict',
  title: 'the hostPort is in use on every node',
  why: 'One pod per node can use a port of the node.',
  signs: [{ in: 'cluster', text: /didn't have free ports for the requested pod ports/ }],
  fix: () => ({ do: 'remove `hostPort`, and expose the port by a Service', typescript: '// remove hostPort from the ports of the container', yaml: '# ports without hostPort' }),
  example: { source: 'cluster', reason: 'Unschedulable', text: "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports." },
};
