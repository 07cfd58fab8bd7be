import { Cause } from '../../cause';

export const jobFailed: Cause = {
  id: 'job-failed',
  title: 'the pods of the Job failed as often as they may',
  why: 'The reason is in a pod, and its log: the Job only counts.',
  isSymptom: true,
  signs: [{ in: 'cluster', reason: /^(?:BackoffLimitExceeded|DeadlineExceeded|PodFailurePolicy|FailedIndexes|MaxFailedIndexesExceeded)$/ }],
  fix: ({ evidence }) => ({
    do: `look at a pod: \`npx cdk8s-hardened doctor job/${evidence.workload?.name ?? 'NAME'}${evidence.workload?.namespace ? ` -n ${evidence.workload.namespace}` : ''}\` does, while its pods exist. After the fix delete the Job and create it again`,
    typescript: 'backoffLimit: 6,   // more attempts help only against failures that pass',
    yaml: '# of the Job\nspec:\n  backoffLimit: 6',
  }),
  example: { source: 'cluster', reason: 'BackoffLimitExceeded', text: 'Job has reached the specified backoff limit' },
};
