import { PossibleCause } from '../diagnose';
import { FailureEvidence, namespaceOption } from '../evidence';

const DATABASE = /(?:mariadb|mysql|percona)/i;

/** Further advice, by the kind of object. */
export function notesOn(evidence: FailureEvidence, causes: readonly PossibleCause[]): readonly string[] {
  const { workload, subject, container, image, mounts, state, restarts, lines } = evidence;
  const notes: string[] = [];
  if (evidence.isOld) {
    notes.push('this pod belongs to an old ReplicaSet that a rollout is replacing: look at the pods of the new ReplicaSet first');
  }
  const isPod = subject.startsWith('Pod ');
  const place = namespaceOption(workload?.namespace);
  const name = subject.split(/[ /]/).pop();
  const { known } = evidence;
  if (known?.facts.hint !== undefined && known.note === undefined && causes.length > 0) {
    notes.push(`known of ${known.name}: ${known.facts.hint}`);
  }
  if (isPod && workload?.kind === 'StatefulSet' && state !== 'healthy') {
    notes.push(`after the fix delete the pod: \`kubectl delete pod ${name}${place}\`; a `
      + 'StatefulSet does not replace a pod that never became ready');
  }
  if (isPod && workload?.kind === 'Pod' && state !== 'healthy') {
    notes.push(`most fields of a pod cannot change: to delete and create it again, run \`kubectl replace --force -f FILE${place}\``);
  }
  if (workload?.kind === 'Job') {
    notes.push(`the pod template of a Job cannot change: \`kubectl delete job ${workload.name}${place}\`, and create it again`);
  }
  const isDatabase = DATABASE.test(image ?? '')
    || lines.some(({ source, text }) => source === 'log' && /\b(?:mariadbd?|mysqld)\b/i.test(text));
  if (container !== undefined && isDatabase && restarts > 0 && mounts.some(({ type }) => type === undefined || type === 'claim')
    && !causes.some(({ cause }) => cause.id === 'half-initialized-database')) {
    notes.push('if this was the first start of the database, use a new, empty PVC after the fix: a partly '
      + 'initialized database can start with a root account without a password');
  }
  return notes;
}
