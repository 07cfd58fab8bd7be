import { asObject } from '../../../formats/manifest/json';
import { ofHostPath } from '../causes';
import { always, PodControl } from '../control';
import { hostPathRisk, RISKS_OF_HOST_PATHS } from '../host-path-risk';
import { HOST_PATH, IS_SENSITIVE_DIRECTORY, sensitiveDirectoryAt } from '../host-paths';
import { at, everyVolume } from '../violations';

export const sensitiveHostPaths: PodControl = {
  id: 'sensitive-host-paths',
  title: 'No sensitive directory of the node',
  level: 'hardened',
  risk: { critical: RISKS_OF_HOST_PATHS.critical, high: RISKS_OF_HOST_PATHS.high },
  why: 'In such a directory, a pod can read the keys of the node and the files of other pods, or change files that the node runs as root.',
  remedy: 'remove the volume; use an emptyDir, a PersistentVolumeClaim, a ConfigMap or a Secret',
  cause: ofHostPath,
  spec: {
    rules: [{
      fields: ['spec.volumes[*].hostPath.path'],
      allowed: 'no directory with the node\'s programs, keys, kernel interfaces or the files of other pods, and no path inside or above '
        + 'one',
    }],
  },
  admission: [{ each: 'volume', in: HOST_PATH, violates: IS_SENSITIVE_DIRECTORY, value: 'v.hostPath.?path.orValue(\'\')' }],
  reads: { needs: ['spec.volumes[*].hostPath'], fields: ['containers[*].volumeMounts'] },
  checks: always(everyVolume((volume, index, pod) => {
    const directory = sensitiveDirectoryAt(asObject(volume.hostPath).path);
    return directory === undefined ? undefined : {
      ...at(pod, ['volumes', index, 'hostPath', 'path'], `it gives access to the node's ${directory}`),
      risk: hostPathRisk(pod, volume),
    };
  })),
};
