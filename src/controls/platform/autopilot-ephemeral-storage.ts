/*
 * A pod on Autopilot asks for an amount of ephemeral storage that Autopilot gives.
 *
 * Restricted fields: spec.{initContainers,containers}[*].resources.requests["ephemeral-storage"]; the limit where there is no request
 * Allowed values:    10Mi to 10Gi for the pod: the sum of its containers and sidecars, or what it needs while it is initialised, if
 *                    that is more; undefined
 * Platforms:         gke-autopilot
 *
 * Source: https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests
 */
import { asObject } from '../../manifest/json';
import { ContainerView, PodView } from '../../manifest/pod';
import { formatBytes, parseQuantity } from '../../manifest/quantity';
import { GIBIBYTE } from '../../settings/paths';
import { always, NONE, onPlatform, PodControl, Violations } from '../control';

const FIELD = 'ephemeral-storage';
const LEAST = 10 * 2 ** 20;
const MOST = 10 * GIBIBYTE;

export const autopilotEphemeralStorage: PodControl = {
  id: 'autopilot-ephemeral-storage',
  title: 'Ephemeral storage within what GKE Autopilot gives',
  level: 'hardened',
  severity: 'error',
  why: 'Autopilot refuses a pod that asks for more than 10Gi of ephemeral storage, and raises what is less than 10Mi.',
  remedy: 'give smaller sizes to writable paths and limits, so that the pod asks for 10Mi to 10Gi, and keep more than that in a volume claim',
  knownAs: {},
  checks: always(onPlatform('gke-autopilot', check)),
};

function check(pod: PodView): Violations {
  const bytes = requestOf(pod);
  return bytes === 0 || (bytes >= LEAST && bytes <= MOST)
    ? NONE
    : [{ path: [...pod.path, 'containers'], value: formatBytes(bytes), detail: `the ephemeral storage of all containers is ${formatBytes(bytes)}` }];
}

/** What the scheduler counts: init containers run one after the other, beside the sidecars that were started before them. */
function requestOf(pod: PodView): number {
  let running = 0;
  let peak = 0;
  for (const container of pod.containers) {
    const bytes = amountOf(container);
    peak = Math.max(peak, running + bytes);
    running += container.list === 'initContainers' && container.json.restartPolicy !== 'Always' ? 0 : bytes;
  }
  return peak;
}

function amountOf({ json }: ContainerView): number {
  const { requests, limits } = asObject(json.resources);
  return parseQuantity(asObject(requests)[FIELD]) ?? parseQuantity(asObject(limits)[FIELD]) ?? 0;
}
