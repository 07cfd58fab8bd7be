import { isRefusal } from './event-lines';
import { asArray, asObject, asString, JsonObject } from '../../manifest/json';
import { Evidence, Line, Workload } from '../evidence';

/** Conditions that name nothing wrong, whatever their message. */
const NORMAL = new Set(['Progressing', 'Available', 'Complete', 'SuccessCriteriaMet', 'FailureTarget', 'Suspended']);

const STALLED = 'ProgressDeadlineExceeded';

/** What a Deployment, ReplicaSet, Job or another owner of pods says of itself. Nothing if it says nothing wrong. */
export function workloadEvidence(object: JsonObject, events: readonly Line[]): readonly Evidence[] {
  const conditions = asArray(asObject(object.status).conditions).map(asObject)
    .filter(({ type, status, reason, message }) => asString(message) && (reason === STALLED || (status === 'True' && !NORMAL.has(asString(type) ?? ''))))
    .map(({ type, reason = '', message }): Line => ({
      source: isRefusal(asString(reason) ?? '', message as string) ? 'refusal' : 'cluster',
      reason: asString(reason),
      text: message as string,
      at: `condition ${type} of the ${object.kind}`,
    }));
  const lines = [...conditions, ...events];
  return lines.length === 0 ? [] : [{
    subject: subjectOf(object), workload: workloadOf(object), state: 'failed', restarts: 0, mounts: [], lines,
  }];
}

/** A request that the API server refused. */
export function statusEvidence(object: JsonObject): readonly Evidence[] {
  const { message, reason, details, status } = object;
  const { name, kind } = asObject(details);
  if (status === 'Success') {
    return [];
  }
  const subject = [kind ?? 'request', name].filter(Boolean).join(' ');
  return [{
    subject: `refused ${subject}`,
    state: 'failed',
    restarts: 0,
    mounts: [],
    lines: [{ source: 'refusal', reason: asString(reason), text: asString(message) ?? '', at: 'answer of the API server' }],
  }];
}

export function subjectOf({ kind, metadata }: JsonObject): string {
  const { name, namespace } = asObject(metadata);
  return `${asString(kind) ?? 'object'} ${[namespace, name ?? 'without a name'].filter((part) => typeof part === 'string').join('/')}`;
}

/** The names that Kubernetes gives to what workloads create: the ReplicaSet of a Deployment, the Job of a CronJob. */
const CREATED: readonly { readonly kind: string; readonly by: string; readonly suffix: RegExp }[] = [
  { kind: 'ReplicaSet', by: 'Deployment', suffix: /-[bcdfghjklmnpqrstvwxz2456789]{5,10}$/ },
  { kind: 'Job', by: 'CronJob', suffix: /-\d{8,10}$/ },
];

/** The workload that a user wrote, for an object or for what owns it. */
export function workloadOf(object: JsonObject): Workload | undefined {
  const { name, namespace, ownerReferences } = asObject(object.metadata);
  const owner = asArray(ownerReferences).map(asObject)[0];
  const kind = asString(owner?.kind ?? object.kind);
  const own = asString(owner?.name ?? name);
  if (kind === undefined || own === undefined) {
    return undefined;
  }
  const created = CREATED.find((each) => each.kind === kind && each.suffix.test(own));
  const found = created ? { kind: created.by, name: own.replace(created.suffix, '') } : { kind, name: own };
  return { ...found, namespace: asString(namespace) };
}
