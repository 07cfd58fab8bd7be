import { EventLine, isRefusal } from './event-lines';
import { logLines } from './log-lines';
import { evidentMounts } from './mounts';
import { egressPoliciesOf, isOfOldReplicaSet } from './surroundings';
import { subjectOf, workloadOf } from './workloads';
import { asArray, asObject, asString, JsonObject, read } from '../../../formats/manifest/json';
import { knowledgeOf } from '../../../knowledge/images/knowledge-of';
import { FailureEvidence, EvidenceLine, ContainerState } from '../evidence';

const LISTS = [
  { spec: 'initContainers', status: 'initContainerStatuses' },
  { spec: 'containers', status: 'containerStatuses' },
  { spec: 'ephemeralContainers', status: 'ephemeralContainerStatuses' },
] as const;

/** The evidence in a pod about itself and about each container. */
export function evidenceOfPod(pod: JsonObject, events: readonly EventLine[], objects: readonly JsonObject[]): readonly FailureEvidence[] {
  const spec = specOf(pod, objects);
  const status = asObject(pod.status);
  const logs = asObject(pod.logs);
  const around = { isOld: isOfOldReplicaSet(pod, objects), egressPolicies: egressPoliciesOf(pod, objects) };
  const names = new Set<string>();
  const containers = LISTS.flatMap((list) => {
    const statuses = asArray(status[list.status]).map(asObject);
    const specs = asArray(spec[list.spec]).map(asObject);
    const all = [...new Set([...specs, ...statuses].map(({ name }) => asString(name)))].filter((name) => name !== undefined);
    return all.map((name) => {
      names.add(name);
      const one = { spec: specs.find((each) => each.name === name) ?? {}, status: statuses.find((each) => each.name === name) ?? {} };
      return containerEvidence(pod, spec, name, one.spec, one.status, list.spec === 'initContainers', events.filter(({ container }) =>
        container === name), logs);
    });
  });
  // A log, or an event, of a container that has no status.
  const others = [...new Set([...Object.keys(logs), ...events.flatMap(({ container }) => container ?? [])])]
    .filter((name) => !names.has(name.replace(/ \(previous\)$/, '')))
    .map((name) => containerEvidence(pod, spec, name, {}, {}, false, events.filter(({ container }) => container === name), logs));
  const own = podEvidence(pod, events.filter(({ container }) => container === undefined), [...containers, ...others]);
  return [...own, ...containers, ...others].map((each) => ({ ...each, ...around }));
}

/** The spec of a pod; if a recording leaves it out, the pod template of the workload in the same list. */
function specOf(pod: JsonObject, objects: readonly JsonObject[]): JsonObject {
  const workload = workloadOf(pod);
  const owner = objects.find(({ kind, metadata }) => kind === workload?.kind && asObject(metadata).name === workload?.name);
  const template = asObject(read(owner, ['spec', 'template', 'spec']));
  const claims = read(owner, ['spec', 'volumeClaimTemplates']);
  return { ...template, ...asObject(pod.spec), ...claims ? { volumeClaimTemplates: claims } : {} };
}

function podEvidence(pod: JsonObject, events: readonly EvidenceLine[], containers: readonly FailureEvidence[]): readonly FailureEvidence[] {
  const { phase, reason, message, conditions } = asObject(pod.status);
  const lines: EvidenceLine[] = [];
  if (asString(reason) ?? asString(message)) {
    lines.push({ source: 'cluster', reason: asString(reason), text: asString(message) ?? asString(reason)!, at: 'status of the pod' });
  }
  for (const condition of asArray(conditions).map(asObject)) {
    if (condition.status === 'False' && asString(condition.message) && !/^containers with /.test(condition.message as string)) {
      lines.push({
        source: 'cluster',
        reason: asString(condition.reason),
        text: condition.message as string,
        at: `condition ${condition.type}`,
      });
    }
  }
  lines.push(...events);
  if (lines.length === 0) {
    return [];
  }
  const isOver = phase === 'Succeeded'
    || (phase === 'Running' && containers.length > 0 && containers.every(({ state }) => state !== 'starting'));
  const unready = phase === 'Failed' ? 'failed' : 'starting';
  return [{ ...base(pod), state: isOver ? 'healthy' : unready, restarts: 0, mounts: containers.flatMap(({ mounts }) => mounts), lines }];
}

function base(pod: JsonObject): Pick<FailureEvidence, 'subject' | 'workload'> {
  return { subject: subjectOf({ ...pod, kind: 'Pod' }), workload: workloadOf({ ...pod, kind: 'Pod' }) };
}

function containerEvidence(pod: JsonObject, podSpec: JsonObject, container: string, spec: JsonObject, status: JsonObject, isInit: boolean,
  events: readonly EvidenceLine[], logs: JsonObject): FailureEvidence {
  const ended = endOf(status);
  const image = asString(spec.image) ?? asString(status.image);
  const uid = read(status, ['user', 'linux', 'uid']) ?? read(spec, ['securityContext', 'runAsUser'])
    ?? read(podSpec, ['securityContext', 'runAsUser']);
  const fsGroup = read(podSpec, ['securityContext', 'fsGroup']);
  return {
    ...base(pod),
    container,
    isInit,
    image,
    known: image === undefined ? undefined : knowledgeOf(image),
    uid: typeof uid === 'number' ? uid : undefined,
    fsGroup: typeof fsGroup === 'number' ? fsGroup : undefined,
    state: stateOf(status, asString(asObject(pod.status).phase)),
    restarts: typeof status.restartCount === 'number' ? status.restartCount : 0,
    exitCode: typeof ended.exitCode === 'number' ? ended.exitCode : undefined,
    command: [...asArray(spec.command), ...asArray(spec.args)].filter((word) => typeof word === 'string'),
    tty: spec.name === undefined ? undefined : spec.tty === true,
    workingDir: asString(spec.workingDir),
    mounts: evidentMounts(podSpec, spec, status),
    lines: [...statusLines(status), ...events, ...recordedLog(logs, container)],
  };
}

function endOf(status: JsonObject): JsonObject {
  const now = asObject(read(status, ['state', 'terminated']));
  return now.exitCode === undefined ? asObject(read(status, ['lastState', 'terminated'])) : now;
}

function stateOf(status: JsonObject, phase: string | undefined): ContainerState {
  const { waiting, running, terminated } = asObject(status.state);
  if (terminated !== undefined) {
    return asObject(terminated).exitCode === 0 && (phase === 'Succeeded' || status.restartCount === 0) ? 'healthy' : 'failed';
  }
  if (running !== undefined) {
    return status.ready === true || status.ready === undefined ? 'healthy' : 'starting';
  }
  const reason = asString(asObject(waiting).reason);
  return waiting === undefined || reason === 'ContainerCreating' || reason === 'PodInitializing' ? 'starting' : 'failed';
}

/** Reasons of a container that ended by itself: its message is the end of its log, or what it wrote for this purpose. */
const OWN_END = new Set(['Error', 'Completed', 'OOMKilled']);

function statusLines(status: JsonObject): readonly EvidenceLine[] {
  const lines: EvidenceLine[] = [];
  for (const [name, words] of [['state', 'status'], ['lastState', 'status of the last run']] as const) {
    const { waiting, terminated } = asObject(status[name]);
    const { reason: why, message: text = '' } = asObject(waiting);
    if (asString(why) ?? asString(text)) {
      const line = { reason: asString(why), text: asString(text) ?? '', at: `${words}: ${why}` };
      lines.push({ source: isRefusal('', line.text) ? 'refusal' : 'cluster', ...line });
    }
    const { reason, message, exitCode } = asObject(terminated);
    if (terminated === undefined) {
      continue;
    }
    if (OWN_END.has(asString(reason) ?? 'Error') && asString(message)) {
      lines.push(...logLines(message as string, `termination message (${words})`));
    }
    lines.push({
      source: 'cluster',
      reason: asString(reason),
      at: `${words}: ${reason ?? 'terminated'}`,
      text: OWN_END.has(asString(reason) ?? 'Error') ? `exit code ${exitCode}` : asString(message) ?? `exit code ${exitCode}`,
    });
  }
  return lines;
}

/** The recorded log of a container, as text or as lines. The log of a previous run has its own name. */
function recordedLog(logs: JsonObject, container: string): readonly EvidenceLine[] {
  return [['log', container], ['log of the previous run', `${container} (previous)`]].flatMap(([name, key]) => {
    const value = logs[key];
    const text = Array.isArray(value) ? value.filter((line) => typeof line === 'string').join('\n') : asString(value);
    return text === undefined ? [] : logLines(text, name);
  });
}
