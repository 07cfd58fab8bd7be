import { asObject, asString, textOf } from '../../../formats/manifest/json';
import { mountsOf } from '../../../formats/manifest/mounts';
import { isIn, normalizePath } from '../../../formats/manifest/paths';
import { PodView } from '../../../formats/manifest/pod';
import { OF_PLATFORM } from '../admission';
import { ofHostPath } from '../causes';
import { Violation, Found } from '../check';
import { always, PodControl } from '../control';
import { isHostPath } from '../host-paths';
import { ofContainers } from '../specification';
import { at, both, everyEntry, onPlatform } from '../violations';

const LOGS = '/var/log';

export const autopilotHostPaths: PodControl = {
  id: 'autopilot-host-paths',
  title: 'Only read-only node logs on GKE Autopilot',
  level: 'hardened',
  risk: 'refused',
  why: 'Autopilot refuses a pod that can read other files of the node, or that can write to any of them.',
  remedy: 'mount /var/log or a directory below it with `readOnly: true`, or use another type of volume',
  cause: ofHostPath,
  spec: {
    platforms: ['gke-autopilot'],
    rules: [
      { fields: ['spec.volumes[*].hostPath.path'], allowed: '/var/log and paths below it' },
      { fields: [ofContainers('volumeMounts[*].readOnly of hostPath volumes')], allowed: 'true' },
    ],
    sources: ['https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-security'],
  },
  admission: OF_PLATFORM,
  reads: { needs: ['spec.volumes[*].hostPath'], fields: ['containers[*].volumeMounts'] },
  checks: always(onPlatform('gke-autopilot', (pod) => pod.volumes.some(isHostPath) ? check(pod) : undefined)),
};

function check(pod: PodView): Found {
  const volumes = everyEntry(pod.volumes, (volume, index) => elsewhere(pod, volume, index));
  const mounts = pod.containers.flatMap((container) => mountsOf(container)
    .filter(({ volume, json }) => isHostPath(volume) && json.readOnly !== true)
    .map(({ index, volume }) =>
      ({ ...at(container, ['volumeMounts', index, 'readOnly']), allowKey: textOf(asObject(volume!.hostPath).path ?? '') })));
  return both(volumes, mounts);
}

function elsewhere(pod: PodView, volume: unknown, index: number): Violation | undefined {
  const text = asString(asObject(asObject(volume).hostPath).path);
  const normal = text === undefined ? undefined : normalizePath(text);
  return normal === undefined || isIn(normal, LOGS) ? undefined : at(pod, ['volumes', index, 'hostPath', 'path']);
}
