import { asObject, asString, JsonObject, read } from './json';
import { ContainerView, PodView } from './pod';
import { parseQuantity } from './quantity';
import { groupKind, podsOf } from './workload';

/** The resources that a quota limits, in cores and bytes. */
export const NEEDED_RESOURCES = ['cpu', 'memory'] as const;
export type NeededResource = typeof NEEDED_RESOURCES[number];
export type NeededAmounts = { readonly [resource in NeededResource]: number };

/** Default values for containers. */
export interface ContainerDefaults {
  readonly requests: NeededAmounts;
  readonly limits: NeededAmounts;
}

/** The resources that the pods of several workloads need at the same time. */
export interface Needs {
  readonly pods: number;
  readonly requests: NeededAmounts;
  readonly limits: NeededAmounts;
}

/** Returns the number of pods of a DaemonSet. */
export type NodeCount = (daemonSet: JsonObject) => number;

/** Adds up the resources of the workloads among some objects, without extra pods during updates. */
export function needsOf(objects: readonly JsonObject[], defaults: ContainerDefaults, nodes: NodeCount): Needs {
  const maxima = autoscaled(objects);
  const all = objects.flatMap((object) => podsOf(object).map((pod) => ({ pod, count: podCount(object, maxima, nodes) })));
  return all.reduce<Needs>(({ pods, requests, limits }, { pod, count }) => ({
    pods: pods + count,
    requests: plus(requests, amounts(pod, 'requests', defaults), count),
    limits: plus(limits, amounts(pod, 'limits', defaults), count),
  }), { pods: 0, requests: NOTHING, limits: NOTHING });
}

const NOTHING: NeededAmounts = { cpu: 0, memory: 0 };

/** The amount of a resource for a single container; undefined if it is absent or not a quantity. */
export function amountOf({ json }: ContainerView, kind: 'requests' | 'limits', resource: NeededResource): number | undefined {
  return parseQuantity(read(json, ['resources', kind, resource]));
}

/** The resources of a pod. Init containers run one after the other before the others, and sidecars among them keep running. */
function amounts(pod: PodView, kind: 'requests' | 'limits', defaults: ContainerDefaults): NeededAmounts {
  const of = (container: ContainerView, resource: NeededResource) => amountOf(container, kind, resource)
    ?? (kind === 'requests' ? amountOf(container, 'limits', resource) : undefined) ?? defaults[kind][resource];
  const stays = ({ list, json }: ContainerView) => list === 'containers' || (list === 'initContainers' && json.restartPolicy === 'Always');
  const amount = (resource: NeededResource) => {
    const staying = pod.containers.filter(stays).reduce((sum, container) => sum + of(container, resource), 0);
    const starting = pod.containers.filter((container) => container.list === 'initContainers' && !stays(container));
    return Math.max(staying, ...starting.map((container) => of(container, resource)));
  };
  // A value of the pod itself replaces the sum of its containers.
  const own = (resource: NeededResource) => parseQuantity(read(pod.json, ['resources', kind, resource])) ?? amount(resource);
  return { cpu: own('cpu'), memory: own('memory') };
}

function plus(sum: NeededAmounts, more: NeededAmounts, times: number): NeededAmounts {
  return { cpu: sum.cpu + more.cpu * times, memory: sum.memory + more.memory * times };
}

/** The number of simultaneous pods of a workload. A CronJob with concurrent runs counts twice. */
function podCount(workload: JsonObject, maxima: ReadonlyMap<string, number>, nodes: NodeCount): number {
  const spec = asObject(workload.spec);
  switch (groupKind(workload)) {
    case '/Pod': return 1;
    case '/PodTemplate': return 0;
    case 'apps/DaemonSet': return nodes(workload);
    case 'batch/Job': return numberOr(spec.parallelism, 1);
    case 'batch/CronJob': {
      const runs = spec.concurrencyPolicy === 'Forbid' || spec.concurrencyPolicy === 'Replace' ? 1 : 2;
      return runs * numberOr(read(spec, ['jobTemplate', 'spec', 'parallelism']), 1);
    }
    default: return Math.max(numberOr(spec.replicas, 1), maxima.get(scaleKey(workload.kind, asObject(workload.metadata).name)) ?? 0);
  }
}

/** The maximum replicas of autoscaled workloads, by kind and name. */
function autoscaled(objects: readonly JsonObject[]): ReadonlyMap<string, number> {
  return new Map(objects.filter((object) => groupKind(object) === 'autoscaling/HorizontalPodAutoscaler').map(({ spec }) => {
    const { scaleTargetRef, maxReplicas } = asObject(spec);
    const { kind, name } = asObject(scaleTargetRef);
    return [scaleKey(kind, name), numberOr(maxReplicas, 0)];
  }));
}

function scaleKey(kind: unknown, name: unknown): string {
  return `${asString(kind)}/${asString(name)}`;
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** All containers of some objects. */
export function neededContainers(objects: readonly JsonObject[]): readonly ContainerView[] {
  return objects.flatMap((object) => podsOf(object)).flatMap(({ containers }) => containers);
}
