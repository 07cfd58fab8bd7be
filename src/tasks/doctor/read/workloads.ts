import { isRefusal } from './event-lines';
import { CREATED_NAMES } from '../../../formats/manifest/created-names';
import { asArray, asObject, asString, JsonObject } from '../../../formats/manifest/json';
import { FailureEvidence, EvidenceLine, Workload } from '../evidence';

/** Conditions that never report a problem. */
const NORMAL = new Set(['Progressing', 'Available', 'Complete', 'SuccessCriteriaMet', 'FailureTarget', 'Suspended']);

const STALLED = 'ProgressDeadlineExceeded';

/** The reason of a line about a workload whose pods are missing from the input. */
const PODS_NOT_READ = 'PodsNotRead';

/**
 * The problems in the status of a workload, such as a Deployment or a Job.
 *
 * @param objects all objects of the input, which may include its pods
 */
export function workloadEvidence(
  object: JsonObject, events: readonly EvidenceLine[], objects: readonly JsonObject[],
): readonly FailureEvidence[] {
  const conditions = asArray(asObject(object.status).conditions).map(asObject)
    .filter(({ type, status, reason, message }) => asString(message)
      && (reason === STALLED || (status === 'True' && !NORMAL.has(asString(type) ?? ''))))
    .map(({ type, reason = '', message }): EvidenceLine => ({
      source: isRefusal(asString(reason) ?? '', message as string) ? 'refusal' : 'cluster',
      reason: asString(reason),
      text: message as string,
      at: `condition ${type} of the ${object.kind}`,
    }));
  const said = [...conditions, ...events];
  const lines = said.length > 0 ? said : unreadPods(object, objects);
  return lines.length === 0 ? [] : [{
    subject: subjectOf(object), workload: workloadOf(object), state: 'failed', restarts: 0, mounts: [], lines,
  }];
}

/** Reports unready pods of a workload whose status has no reason, if the pods are missing from the input. */
function unreadPods(object: JsonObject, objects: readonly JsonObject[]): readonly EvidenceLine[] {
  const unready = unreadyOf(object);
  const own = workloadOf(object);
  const isRead = objects.some((pod) => {
    const { kind, name } = pod.kind === 'Pod' ? workloadOf(pod) ?? { kind: '', name: '' } : { kind: '', name: '' };
    return kind === own?.kind && name === own.name;
  });
  return unready === undefined || isRead || asObject(object.metadata).ownerReferences !== undefined ? []
    : [{ source: 'cluster', reason: PODS_NOT_READ, text: unready, at: `status of the ${object.kind}` }];
}

function unreadyOf({ kind, spec, status }: JsonObject): string | undefined {
  const now = asObject(status);
  const count = (value: unknown) => typeof value === 'number' ? value : undefined;
  if (kind === 'Job') {
    const isOver = asArray(now.conditions).map(asObject).some((condition) => condition.status === 'True' && condition.type !== 'Suspended');
    return (count(now.failed) ?? 0) > 0 && !isOver ? `${now.failed} pods of the Job failed` : undefined;
  }
  const wanted = count(asObject(spec).replicas) ?? count(now.desiredNumberScheduled) ?? count(now.replicas) ?? 0;
  const ready = count(now.readyReplicas) ?? count(now.numberReady) ?? 0;
  return Object.keys(now).length > 0 && ready < wanted ? `${ready} of ${wanted} pods are ready` : undefined;
}

/** A request that the API server refused. */
export function statusEvidence(object: JsonObject): readonly FailureEvidence[] {
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

/** The workload that a user wrote, for an object or its owner. */
export function workloadOf(object: JsonObject): Workload | undefined {
  const { name, namespace, ownerReferences } = asObject(object.metadata);
  const owner = asArray(ownerReferences).map(asObject)[0];
  const kind = asString(owner?.kind ?? object.kind);
  const own = asString(owner?.name ?? name);
  if (kind === undefined || own === undefined) {
    return undefined;
  }
  const created = CREATED_NAMES.find((each) => each.kind === kind);
  const [, creator] = created ? new RegExp(`^(.+)${created.suffix}$`).exec(own) ?? [] : [];
  const found = creator === undefined ? { kind, name: own } : { kind: created!.by, name: creator };
  return { ...found, namespace: asString(namespace) };
}
