import { asObject } from '../../../formats/manifest/json';
import { ofHostPath } from '../causes';
import { always, PodControl } from '../control';
import { HOST_PATH, IS_RUNTIME_SOCKET, runtimeSocketAt } from '../host-paths';
import { at, everyVolume } from '../violations';

export const runtimeSocket: PodControl = {
  id: 'runtime-socket',
  title: 'No container runtime socket',
  level: 'hardened',
  risk: 'critical',
  riskNote: 'Kubescape and Checkov rate it medium. A process that can write to the socket can start a privileged container, without '
    + 'another vulnerability.',
  why: 'A process that can write to the runtime\'s socket can start a privileged container, and so becomes root on the node.',
  remedy: 'remove the volume; build images without a daemon (BuildKit, buildah), and read the state of pods from the API server',
  cause: ofHostPath,
  spec: {
    rules: [{ fields: ['spec.volumes[*].hostPath.path'], allowed: 'neither a container runtime socket nor a directory that contains one' }],
  },
  admission: [{ each: 'volume', in: HOST_PATH, violates: IS_RUNTIME_SOCKET, value: 'v.hostPath.?path.orValue(\'\')' }],
  reads: { needs: ['spec.volumes[*].hostPath'] },
  checks: always(everyVolume((volume, index, pod) => {
    const socket = runtimeSocketAt(asObject(volume.hostPath).path);
    return socket === undefined ? undefined : at(pod, ['volumes', index, 'hostPath', 'path'], `it gives access to the node's ${socket}`);
  })),
};
