import { Cause } from '../../cause';

export const rolloutStalled: Cause = {
  id: 'rollout-stalled',
  title: 'the Deployment does not make progress',
  why: 'Its new pods do not become ready: the reason is in a pod.',
  isSymptom: true,
  signs: [{ in: 'cluster', reason: /^ProgressDeadlineExceeded$/ }],
  fix: ({ evidence }) => ({ do: `look at its pods: \`npx cdk8s-hardened doctor deployment/${evidence.workload?.name ?? 'NAME'}${evidence.workload?.namespace ? ` -n ${evidence.workload.namespace}` : ''}\` does` }),
  example: { source: 'cluster', reason: 'ProgressDeadlineExceeded', text: 'ReplicaSet "web-5d8f7c6b9d" has timed out progressing.' },
};
