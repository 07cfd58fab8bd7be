import { Cause } from '../../cause';

export const podNetwork: Cause = {
  id: 'pod-network',
  title: 'the node cannot connect the pod to the network',
  why: 'The network plugin of the cluster (CNI) fails: it is not ready on the node, or has no addresses left.',
  signs: [{ in: 'cluster', text: /failed to (?:set ?up|setup) (?:pod )?network|plugin type="(?<plugin>[^"]+)"|network is not ready|cni (?:config|plugin)|NetworkPlugin/i, weight: 85 }],
  fix: ({ facts }) => ({ do: `look at the pods of the network plugin ${facts.plugin ?? ''} on that node: \`kubectl get pods -n kube-system -o wide\``.replace(/ {2}/, ' ') }),
  example: { source: 'cluster', reason: 'FailedCreatePodSandBox', text: 'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "1": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized' },
};
