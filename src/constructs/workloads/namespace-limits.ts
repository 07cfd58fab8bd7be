import { OptionError } from '../../formats/language/option-error';
import { asObject, JsonObject } from '../../formats/manifest/json';
import {
  amountOf,
  NeededAmounts,
  ContainerDefaults,
  neededContainers,
  Needs,
  needsOf,
  NEEDED_RESOURCES,
  NeededResource,
} from '../../formats/manifest/pod-needs';
import { formatBytes } from '../../formats/manifest/quantity';
import { QuotaSettings } from '../options/namespace-quota';

const MEBIBYTE = 2 ** 20;
const GIBIBYTE = 2 ** 30;

/** For containers without requests and limits. */
const DEFAULTS: ContainerDefaults = { requests: { cpu: 0.1, memory: 128 * MEBIBYTE }, limits: { cpu: 0.5, memory: 512 * MEBIBYTE } };
/** The most that a container may request, unless a container of the app requests more. */
const MAX: NeededAmounts = { cpu: 4, memory: 8 * GIBIBYTE };
/** Less than this is a typo, such as `128m` bytes of memory. */
const MIN: NeededAmounts = { cpu: 0.001, memory: MEBIBYTE };
/** For a namespace whose workloads are in another app, so that their needs are unknown. */
const UNKNOWN: Needs = { pods: 50, requests: { cpu: 10, memory: 20 * GIBIBYTE }, limits: { cpu: 20, memory: 40 * GIBIBYTE } };

/** The spec of a LimitRange that admits all workloads of the app. */
export function limitRange(objects: readonly JsonObject[]): JsonObject {
  const containers = neededContainers(objects);
  const largest = (resource: NeededResource, of: (request: number | undefined, limit: number | undefined) => number | undefined) =>
    Math.max(0, ...containers.map((each) => of(amountOf(each, 'requests', resource), amountOf(each, 'limits', resource)) ?? 0));
  const amounts = (amount: (resource: NeededResource) => number): NeededAmounts => ({ cpu: amount('cpu'), memory: amount('memory') });
  // The API server refuses a request above the limit that a container gets by default.
  const limits = amounts((resource) =>
    Math.max(DEFAULTS.limits[resource], largest(resource, (request, limit) => limit === undefined ? request : undefined)));
  const max = amounts((resource) => Math.max(MAX[resource], limits[resource], largest(resource, (request, limit) => limit ?? request)));
  return {
    limits: [{ type: 'Container', default: texts(limits), defaultRequest: texts(DEFAULTS.requests), max: texts(max), min: texts(MIN) }],
  };
}

/**
 * The spec of a ResourceQuota.
 *
 * @throws if the app has a DaemonSet and the number of nodes is not known
 */
export function resourceQuota(quota: QuotaSettings, objects: readonly JsonObject[]): JsonObject {
  const { pods, requests, limits } = quota.kind === 'fixed' ? quota : appNeeds(quota, objects);
  return {
    hard: {
      pods: String(pods),
      ...Object.fromEntries(NEEDED_RESOURCES.flatMap((resource) => [
        [`requests.${resource}`, texts(requests)[resource]], [`limits.${resource}`, texts(limits)[resource]],
      ])),
    },
  };
}

function appNeeds({ factor, nodes }: QuotaSettings & { kind: 'app' }, objects: readonly JsonObject[]): Needs {
  const { pods, requests, limits } = needsOf(objects, DEFAULTS, (daemonSet) => nodes ?? missingNodes(daemonSet));
  const times = (amounts: NeededAmounts): NeededAmounts => ({ cpu: amounts.cpu * factor, memory: amounts.memory * factor });
  return pods === 0 ? UNKNOWN : { pods: Math.ceil(pods * factor), requests: times(requests), limits: times(limits) };
}

function missingNodes({ metadata }: JsonObject): never {
  throw new OptionError('the quota of the namespace needs the number of nodes, since DaemonSet '
    + `"${asObject(metadata).name}" has a pod on each: `
    + 'set `quota: NamespaceQuota.fromApp({ nodes: 10 })`, or NamespaceQuota.none()');
}

function texts({ cpu, memory }: NeededAmounts): { readonly [resource in NeededResource]: string } {
  const millis = Math.ceil(Number((cpu * 1000).toFixed(3)));
  return { cpu: millis % 1000 === 0 ? String(millis / 1000) : `${millis}m`, memory: formatBytes(Math.ceil(memory / MEBIBYTE) * MEBIBYTE) };
}
