import { CatalogedCause } from '../../cause';
import { containerYaml } from '../../fixes';

/** Pods and workloads that end or do not become ready. */
export const WORKLOADS: readonly CatalogedCause[] = [
  {
    id: 'program-ends',
    title: 'the program ends by itself, without an error',
    why: 'Exit code 0: it did its work, or went into the background. A Deployment, StatefulSet or DaemonSet starts it again and again.',
    isSymptom: true,
    signs: [{
      in: 'cluster',
      reason: /^Completed$/,
      text: /exit code 0/,
      weight: 95,
      when: ({ evidence }) => evidence.restarts > 0 || evidence.state === 'failed',
    }],
    fix: (found) => ({
      do: 'start the program in the foreground (such as `nginx -g "daemon off;"`), or use a Job if it is meant to end',
      typescript: "new HardenedJob(chart, 'task', { ... });   // or a command that stays",
      yaml: containerYaml(found, 'command: [PROGRAM, --foreground]'),
    }),
    example: { source: 'cluster', reason: 'Completed', text: 'exit code 0', with: { restarts: 3 } },
  },
  {
    id: 'job-failed',
    title: 'the pods of the Job failed as often as they may',
    why: 'The reason is in a pod, and its log: the Job only counts.',
    isSymptom: true,
    signs: [{
      in: 'cluster',
      reason: /^(?:BackoffLimitExceeded|DeadlineExceeded|PodFailurePolicy|FailedIndexes|MaxFailedIndexesExceeded)$/,
    }],
    fix: ({ evidence }) => ({
      do: 'look at a pod: `npx cdk8s-hardened doctor '
        + `job/${evidence.workload?.name ?? 'NAME'}${evidence.workload?.namespace ? ` -n ${evidence.workload.namespace}` : ''}\` does, `
        + 'while its pods exist. After the fix delete the Job and create it again',
      typescript: 'backoffLimit: 6,   // more attempts help only against failures that pass',
      yaml: '# of the Job\nspec:\n  backoffLimit: 6',
    }),
    example: { source: 'cluster', reason: 'BackoffLimitExceeded', text: 'Job has reached the specified backoff limit' },
  },
  {
    id: 'node-lost',
    title: 'the node is gone, or takes no pods',
    why: 'It does not answer, is shut down or is being drained.',
    signs: [{
      in: 'cluster',
      reason: /^(?:NodeLost|NodeNotReady|NodeShutdown|Terminated|TerminationByKubelet|DeletionByTaintManager)$/,
      weight: 75,
    }],
    fix: () => ({ do: 'look at `kubectl get nodes`; the workload makes a new pod on another node' }),
    example: { source: 'cluster', reason: 'NodeShutdown', text: 'Pod was rejected as the node is shutting down.' },
  },
  {
    id: 'rollout-stalled',
    title: 'the Deployment does not make progress',
    why: 'Its new pods do not become ready: the reason is in a pod.',
    isSymptom: true,
    signs: [{ in: 'cluster', reason: /^ProgressDeadlineExceeded$/ }],
    fix: ({ evidence }) => ({
      do: 'look at its pods: `npx cdk8s-hardened doctor '
      + `deployment/${evidence.workload?.name ?? 'NAME'}${evidence.workload?.namespace ? ` -n ${evidence.workload.namespace}` : ''}\` `
      + 'does',
    }),
    example: { source: 'cluster', reason: 'ProgressDeadlineExceeded', text: 'ReplicaSet "web-5d8f7c6b9d" has timed out progressing.' },
  },
  {
    id: 'pods-not-read',
    title: 'pods of the workload are not ready, and nothing is known of them',
    why: 'A workload does not repeat what its pods say. They are not in the input, or could not be read, or do not exist.',
    isSymptom: true,
    signs: [{ in: 'cluster', reason: /^PodsNotRead$/ }],
    fix: ({ evidence: { workload } }) => {
      const { kind = 'KIND', name = 'NAME', namespace } = workload ?? {};
      const place = namespace === undefined ? '' : ` -n ${namespace}`;
      return {
        do: `let it read the pods and events: \`npx cdk8s-hardened doctor ${kind.toLowerCase()}/${name}${place}\`, or \`kubectl get `
        + `${kind.toLowerCase()}s,replicasets,pods,events${place} --output json > `
        + 'pods.json` and `npx cdk8s-hardened doctor - < pods.json`',
      };
    },
    example: { source: 'cluster', reason: 'PodsNotRead', text: '0 of 1 pods are ready' },
  },
];
