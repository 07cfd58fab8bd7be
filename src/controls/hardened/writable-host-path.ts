import { asObject, asString } from '../../manifest/json';
import { mountsOf } from '../../manifest/mounts';
import { always, PodControl } from '../control';
import { isHostPath } from '../host-paths';
import { ofContainers } from '../specification';
import { at, everyContainer } from '../violations';

export const writableHostPath: PodControl = {
  id: 'writable-host-path',
  title: 'No writable directory of the node',
  level: 'hardened',
  severity: 'error',
  why: 'What a container writes on the node outlives the pod, and the node or other pods may run or trust it.',
  remedy: 'write `readOnly: true` in the mount, or use another kind of volume',
  spec: {
    rules: [{ fields: [ofContainers('volumeMounts[*].readOnly of hostPath volumes')], allowed: 'true' }],
    notes: ['The controls on hostPath volumes are on the pod: a waiver for a path that one container reads would also cover a container that is added later and writes there.'],
  },
  checks: always(everyContainer((container) => !container.pod.volumes.some(isHostPath) ? undefined : mountsOf(container)
    .filter(({ writable, volume }) => writable && isHostPath(volume))
    .map(({ index, volume }) => ({
      ...at(container, ['volumeMounts', index, 'readOnly'], 'mounts a directory of the node as writable'),
      allowKey: asString(asObject(volume!.hostPath).path) ?? '',
    })))),
};
