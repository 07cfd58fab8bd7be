import { CatalogedCause } from '../../cause';
import { FailureEvidence, namespaceOption } from '../../evidence';
import { containerYaml } from '../../fixes';

function doctorCommand(kind: string, { workload }: Pick<FailureEvidence, 'workload'>): string {
  return `npx cdk8s-hardened doctor ${kind}/${workload?.name ?? 'NAME'}${namespaceOption(workload?.namespace)}`;
}

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
    title: 'the Job reached its limit of failed pods',
    why: 'The reason is in a pod and its log. The Job only counts failures.',
    isSymptom: true,
    signs: [{
      in: 'cluster',
      reason: /^(?:BackoffLimitExceeded|DeadlineExceeded|PodFailurePolicy|FailedIndexes|MaxFailedIndexesExceeded)$/,
    }],
    fix: ({ evidence }) => ({
      do: `run \`${doctorCommand('job', evidence)}\` while the pods exist, and fix what it reports. Then delete the Job, and create it `
        + 'again',
      typescript: 'backoffLimit: 6,   // more attempts help only against temporary failures',
      yaml: '# of the Job\nspec:\n  backoffLimit: 6',
    }),
    example: { source: 'cluster', reason: 'BackoffLimitExceeded', text: 'Job has reached the specified backoff limit' },
  },
  {
    id: 'node-lost',
    title: 'the node is gone, or does not accept pods',
    why: 'The node does not answer, is shutting down, or is being drained.',
    signs: [{
      in: 'cluster',
      reason: /^(?:NodeLost|NodeNotReady|NodeShutdown|Terminated|TerminationByKubelet|DeletionByTaintManager)$/,
      weight: 75,
    }],
    fix: () => ({ do: 'look at `kubectl get nodes`; the workload creates a new pod on another node' }),
    example: { source: 'cluster', reason: 'NodeShutdown', text: 'Pod was rejected as the node is shutting down.' },
  },
  {
    id: 'rollout-stalled',
    title: 'the Deployment does not make progress',
    why: 'The new pods do not become ready. The reason is in a pod.',
    isSymptom: true,
    signs: [{ in: 'cluster', reason: /^ProgressDeadlineExceeded$/ }],
    fix: ({ evidence }) => ({ do: `run \`${doctorCommand('deployment', evidence)}\`, and fix what it reports about the pods` }),
    example: { source: 'cluster', reason: 'ProgressDeadlineExceeded', text: 'ReplicaSet "web-5d8f7c6b9d" has timed out progressing.' },
  },
  {
    id: 'pods-not-read',
    title: 'pods of the workload are not ready, for an unknown reason',
    why: 'The pods are not in the input, could not be read, or do not exist, and the workload does not contain the reason.',
    isSymptom: true,
    signs: [{ in: 'cluster', reason: /^PodsNotRead$/ }],
    fix: ({ evidence }) => {
      const kind = (evidence.workload?.kind ?? 'KIND').toLowerCase();
      return {
        do: `let \`doctor\` read the pods and events: \`${doctorCommand(kind, evidence)}\`, or \`kubectl get `
          + `${kind}s,replicasets,pods,events${namespaceOption(evidence.workload?.namespace)} --output json > pods.json\` and `
          + '`npx cdk8s-hardened doctor - < pods.json`',
      };
    },
    example: { source: 'cluster', reason: 'PodsNotRead', text: '0 of 1 pods are ready' },
  },
];
