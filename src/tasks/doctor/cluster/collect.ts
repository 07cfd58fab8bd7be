import { ClusterReader } from './reader';
import { InputError } from '../../../formats/manifest/input-error';
import { asArray, asObject, asString, JsonObject, read } from '../../../formats/manifest/json';
import { Kubectl } from '../../cluster/kubectl';
import { ClusterScope } from '../../cluster/placed-kubectl';
import { isEventAbout } from '../read/event-lines';
import { workloadOf } from '../read/workloads';

/** The objects that were read from a cluster. */
export interface Collected {
  readonly objects: readonly JsonObject[];
  readonly commands: readonly string[];
  /** Objects and logs that could not be read, or were left out. */
  readonly failures: readonly string[];
}

/** The maximum number of pods whose logs are read. Each one takes one or two calls of kubectl. */
const MOST_PODS = 50;
const TARGET = /^([a-z][a-z0-9.]*)\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$/i;

/**
 * Reads a workload with the objects that belong to it, or all pods of a namespace.
 *
 * @throws InputError if the target is invalid, or nothing can be read
 */
export function collectFromCluster(target: string | undefined, place: ClusterScope, kubectl: Kubectl): Collected {
  const [, kind, name] = target === undefined ? [] : TARGET.exec(target) ?? [];
  if (target !== undefined && (kind === undefined || /^secrets?(?:\.|$)/i.test(kind))) {
    throw new InputError(`${target}: write KIND/NAME of a pod or of a workload, such as deployment/web, or - for JSON on standard input`);
  }
  const reader = new ClusterReader(kubectl, place);
  const { owners, pods } = target === undefined
    ? { owners: workloads(reader), pods: reader.get('pods') ?? [] }
    : named(reader, target, name!);
  if (owners.length + pods.length === 0 && reader.failures.length > 0) {
    throw new InputError(`kubectl cannot read any object: ${reader.failures.join('; ')}`);
  }
  const objects = [...owners, ...withLogs(reader, pods)];
  const policies = reader.get('networkpolicies') ?? [];
  const events = (reader.get('events') ?? []).filter((event) => objects.some((object) => isEventAbout(event, object)));
  return { objects: [...objects, ...policies, ...events], commands: reader.commands, failures: reader.failures };
}

function workloads(reader: ClusterReader): readonly JsonObject[] {
  return reader.get('replicasets,statefulsets,daemonsets,jobs') ?? [];
}

interface Named {
  readonly owners: readonly JsonObject[];
  readonly pods: readonly JsonObject[];
}

function named(reader: ClusterReader, target: string, name: string): Named {
  const found = reader.get(target);
  const [owner] = found ?? [];
  if (!found && reader.failures.some((failure) => /NotFound|not found|doesn't have a resource type/i.test(failure))) {
    throw new InputError(reader.failures.join('; '));
  }
  if (owner?.kind === 'Pod') {
    return { owners: [], pods: [owner] };
  }
  const selector = selectorOf(owner);
  const between = ownersBetween(reader, owner, name, selector);
  const pods = reader.get('pods', ...selector === undefined ? [] : [selector]) ?? [];
  // Without the selector, for example because the user may not read the workload, names identify its pods.
  const own = selector === undefined ? pods.filter((pod) => workloadOf(pod)?.name === name) : pods;
  return { owners: [...found ?? [], ...between.filter(isCurrent)], pods: own };
}

/** The objects between a workload and its pods, which own the pods. */
function ownersBetween(reader: ClusterReader, owner: JsonObject | undefined, name: string, selector?: string): readonly JsonObject[] {
  if (owner?.kind === 'Deployment' && selector !== undefined) {
    return reader.get('replicasets', selector) ?? [];
  }
  return owner?.kind === 'CronJob' ? (reader.get('jobs') ?? []).filter((job) => workloadOf(job)?.name === name) : [];
}

function selectorOf(owner: JsonObject | undefined): string | undefined {
  const labels = Object.entries(asObject(read(owner, ['spec', 'selector', 'matchLabels'])));
  return labels.length === 0 ? undefined : `--selector=${labels.map(([key, value]) => `${key}=${String(value)}`).join(',')}`;
}

/** Whether an object still has replicas. A Deployment keeps its old ReplicaSets, with none. */
function isCurrent(object: JsonObject): boolean {
  return object.kind !== 'ReplicaSet' || read(object, ['spec', 'replicas']) !== 0;
}

/** Reads the logs of the pods that have run, first of those that have a problem: a pod that is ready may be broken, too. */
function withLogs(reader: ClusterReader, pods: readonly JsonObject[]): readonly JsonObject[] {
  const ran = pods.filter(hasRun);
  const fine = ran.filter((pod) => !hasProblem(pod));
  const inOrder = [...ran.filter(hasProblem), ...firstOfEach(fine)];
  const [next, ...others] = inOrder.slice(MOST_PODS);
  if (next !== undefined) {
    reader.failures.push(`logs of ${others.length + 1} further pods were not read: name one of them, `
      + `such as pod/${asString(asObject(next.metadata).name)}`);
  }
  const logs = new Map(inOrder.slice(0, MOST_PODS).map((pod) => [pod, logsOf(reader, pod)]));
  return pods.map((pod) => ({ ...pod, ...logs.has(pod) && { logs: logs.get(pod) } }));
}

/** Pods in an order in which one of each workload comes before its other replicas. */
function firstOfEach(pods: readonly JsonObject[]): readonly JsonObject[] {
  const seen = new Set<string>();
  const isFirst = (pod: JsonObject) => {
    const { kind, name } = workloadOf(pod) ?? { kind: '', name: '' };
    const key = `${kind}/${name}`;
    return !seen.has(key) && seen.add(key);
  };
  const first = pods.filter(isFirst);
  return [...first, ...pods.filter((pod) => !first.includes(pod))];
}

function statusesOf(pod: JsonObject): readonly JsonObject[] {
  return ['initContainerStatuses', 'containerStatuses'].flatMap((list) => asArray(asObject(pod.status)[list]).map(asObject));
}

function hasRun(pod: JsonObject): boolean {
  return statusesOf(pod).some(hasStarted);
}

function hasStarted(status: JsonObject): boolean {
  return [status.state, status.lastState].map(asObject).some(({ running, terminated }) => (running ?? terminated) !== undefined);
}

function hasProblem(pod: JsonObject): boolean {
  const { phase } = asObject(pod.status);
  return phase !== 'Succeeded'
    && statusesOf(pod).some(({ ready, restartCount }) => ready !== true || (typeof restartCount === 'number' && restartCount > 0));
}

function logsOf(reader: ClusterReader, pod: JsonObject): JsonObject {
  const name = asString(asObject(pod.metadata).name) ?? '';
  const logs: JsonObject = {};
  for (const status of statusesOf(pod)) {
    const container = asString(status.name) ?? '';
    if (hasStarted(status)) {
      logs[container] = reader.log(name, container, false);
    }
    if (typeof status.restartCount === 'number' && status.restartCount > 0 && asObject(status.state).running !== undefined) {
      logs[`${container} (previous)`] = reader.log(name, container, true);
    }
  }
  return logs;
}
