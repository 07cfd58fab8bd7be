import { Cause } from '../../cause';

export const nodeLost: Cause = {
  id: 'node-lost',
  title: 'the node is gone, or takes no pods',
  why: 'It does not answer, is shut down or is being drained.',
  signs: [{ in: 'cluster', reason: /^(?:NodeLost|NodeNotReady|NodeShutdown|Terminated|TerminationByKubelet|DeletionByTaintManager)$/, weight: 75 }],
  fix: () => ({ do: 'look at `kubectl get nodes`; the workload makes a new pod on another node' }),
  example: { source: 'cluster', reason: 'NodeShutdown', text: 'Pod was rejected as the node is shutting down.' },
};
