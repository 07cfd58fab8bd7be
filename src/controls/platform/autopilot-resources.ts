/*
 * Limits on Autopilot are the requests.
 *
 * Restricted fields: spec.{initContainers,containers}[*].resources.limits.{cpu,memory,ephemeral-storage}
 * Allowed values:    the request of the same resource; any where it has no request; undefined
 * Platforms:         gke-autopilot
 *
 * Clusters that can burst leave higher limits for CPU and memory as they are; whether one can is not in the manifest.
 * Source: https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests
 */
import { asObject } from '../../manifest/json';
import { ContainerView } from '../../manifest/pod';
import { parseQuantity } from '../../manifest/quantity';
import { always, at, everyContainer, NONE, onPlatform, PodControl } from '../control';

const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

const check = everyContainer((container) => {
  const limits = RESOURCES.filter((resource) => isOther(container, resource));
  return limits.length === 0 ? NONE : limits.map((resource) => at(container, ['resources', 'limits', resource]));
});

export const autopilotResources: PodControl = {
  id: 'autopilot-resources',
  title: 'Limits that are the requests, on GKE Autopilot',
  level: 'hardened',
  severity: 'warning',
  why: 'Autopilot lowers a limit to the request, so the container gets less memory, disk or CPU than the manifest says.',
  remedy: 'write the same amount as request and as limit: what the application needs at its peak',
  checks: always(onPlatform('gke-autopilot', check)),
};

function isOther({ json }: ContainerView, resource: string): boolean {
  const { requests, limits } = asObject(json.resources);
  const request = parseQuantity(asObject(requests)[resource]);
  const limit = parseQuantity(asObject(limits)[resource]);
  return request !== undefined && limit !== undefined && request !== limit;
}
