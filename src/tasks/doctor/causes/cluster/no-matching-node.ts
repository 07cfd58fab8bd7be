import { Cause } from '../../cause';

export const noMatchingNode: Cause = {
  id: 'no-matching-node',
  title: 'no node may run the pod',
  why: 'Its nodeSelector or affinity matches no node, the nodes have taints that it does not tolerate, or its volume is elsewhere.',
  signs: [{ in: 'cluster', text: /didn't match Pod's node affinity\/selector|had untolerated taint(?:\(s\))?(?: (?<taint>\{[^}]*\}))?|node\(s\) were unschedulable|had volume node affinity conflict|didn't match pod (?:anti-)?affinity|didn't match pod topology spread/, weight: 80 }, { in: 'cluster', reason: /^NodeAffinity$/, weight: 80 }],
  fix: ({ facts }) => ({ do: facts.taint ? `tolerate the taint ${facts.taint}, or use other nodes` : 'correct nodeSelector and affinity: compare `kubectl get nodes --show-labels`', yaml: 'nodeSelector: {}   # labels that a node has' }),
  example: { source: 'cluster', reason: 'Unschedulable', text: "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector." },
};
