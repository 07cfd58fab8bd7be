import { asObject } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { parseQuantity } from '../../../formats/manifest/quantity';
import { OF_PLATFORM } from '../admission';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { at, everyContainer, everyEntry, onPlatform, pinned } from '../violations';

const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

const check = everyContainer((container) => everyEntry(RESOURCES, (resource) =>
  isOther(container, resource) ? pinned(at(container, ['resources', 'limits', resource]), resource) : undefined));

export const autopilotResources: PodControl = {
  id: 'autopilot-resources',
  title: 'Limits equal to requests on GKE Autopilot',
  level: 'hardened',
  risk: 'low',
  why: 'Autopilot lowers a limit to the request, so the container gets less memory, disk or CPU than the manifest requests.',
  remedy: 'write the same amount as request and limit, enough for the peak of the application',
  spec: {
    platforms: ['gke-autopilot'],
    rules: [{
      fields: [ofStartedContainers('resources.limits.{cpu,memory,ephemeral-storage}')],
      allowed: 'the request of the same resource; anything without a request; undefined',
    }],
    notes: ['Clusters that support bursting keep higher limits for CPU and memory. The manifest does not show whether a cluster supports '
      + 'it.'],
    sources: ['https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests'],
  },
  admission: OF_PLATFORM,
  reads: { fields: ['containers[*].resources'] },
  checks: always(onPlatform('gke-autopilot', check)),
};

function isOther({ json }: ContainerView, resource: string): boolean {
  const { requests, limits } = asObject(json.resources);
  const request = parseQuantity(asObject(requests)[resource]);
  const limit = parseQuantity(asObject(limits)[resource]);
  return request !== undefined && limit !== undefined && request !== limit;
}
