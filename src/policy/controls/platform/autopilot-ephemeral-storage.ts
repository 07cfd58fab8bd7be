import { asObject } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { formatBytes, parseQuantity } from '../../../formats/manifest/quantity';
import { GIBIBYTE } from '../../../knowledge/writable-paths/declared-path';
import { OF_PLATFORM } from '../admission';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { onPlatform } from '../violations';

const FIELD = 'ephemeral-storage';
const LEAST = 10 * 2 ** 20;
const MOST = 10 * GIBIBYTE;

export const autopilotEphemeralStorage: PodControl = {
  id: 'autopilot-ephemeral-storage',
  title: 'Ephemeral storage within the limits of GKE Autopilot',
  level: 'hardened',
  risk: 'refused',
  why: 'Autopilot refuses a pod that requests more than 10Gi of ephemeral storage, and raises a request below 10Mi.',
  remedy: 'reduce the size limits of emptyDirs and of ephemeral storage, so that the pod requests '
    + '10Mi to 10Gi, and keep larger data in a PersistentVolumeClaim',
  remedyInCode: {
    hardened: 'reduce the `sizeLimit` of writable paths, so that the pod requests 10Mi to '
      + '10Gi, and keep larger data in a PersistentVolumeClaim',
    plain: 'reduce the `sizeLimit` of volumes and the limits of `resources.ephemeralStorage`, so that the pod requests '
      + '10Mi to 10Gi, and keep larger data in a PersistentVolumeClaim',
  },
  spec: {
    platforms: ['gke-autopilot'],
    rules: [{
      fields: [
        ofStartedContainers('resources.requests["ephemeral-storage"]'),
        ofStartedContainers('resources.limits["ephemeral-storage"]'),
      ],
      allowed: 'undefined, or 10Mi to 10Gi for the pod. Without a request, the limit is used. The amount is the sum of the containers and '
        + 'sidecars, or the amount for initialization if it is larger',
    }],
    sources: ['https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-resource-requests'],
  },
  admission: OF_PLATFORM,
  reads: { fields: ['containers[*].resources', 'containers[*].restartPolicy'] },
  checks: always(onPlatform('gke-autopilot', check)),
};

function check(pod: PodView): Found {
  const bytes = requestOf(pod);
  return bytes === 0 || (bytes >= LEAST && bytes <= MOST)
    ? undefined
    : [{
      path: [...pod.path, 'containers'],
      value: formatBytes(bytes),
      detail: `the ephemeral storage of all containers is ${formatBytes(bytes)}`,
    }];
}

/** The amount that the scheduler uses: init containers run one after the other, next to sidecars that started before them. */
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
