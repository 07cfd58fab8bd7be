import { asObject, asString } from '../../../formats/manifest/json';
import { mayMount, mountsOf } from '../../../formats/manifest/mounts';
import { ofHostPath } from '../causes';
import { SPEC } from '../cel';
import { always, PodControl } from '../control';
import { isHostPath } from '../host-paths';
import { ofContainers } from '../specification';
import { at, everyContainer } from '../violations';

const HOST_PATHS = `${SPEC}.?volumes.orValue([]).filter(v, has(v.hostPath))`;

export const writableHostPath: PodControl = {
  id: 'writable-host-path',
  title: 'No writable directory of the node',
  level: 'hardened',
  risk: 'high',
  why: 'Files that a container writes on the node outlive the pod, and the node or other pods may run or trust them.',
  remedy: 'write `readOnly: true` in the mount, or use another kind of volume',
  cause: ofHostPath,
  spec: {
    rules: [{ fields: [ofContainers('volumeMounts[*].readOnly of hostPath volumes')], allowed: 'true' }],
    notes: ['The other controls for hostPath volumes check the pod, so their waiver for a path that one container reads would also cover a '
      + 'container that is added later and writes to that path.'],
  },
  admission: [{
    each: 'container',
    in: 'c.?volumeMounts.orValue([])',
    violates: `it.?readOnly.orValue(false) != true && ${HOST_PATHS}.exists(v, v.name == `
      + 'it.name && v.hostPath.?readOnly.orValue(false) != true)',
    value: `${HOST_PATHS}.filter(v, v.name == it.name)[0].hostPath.path`,
  }],
  reads: { needs: ['spec.volumes[*].hostPath'], fields: ['containers[*].volumeMounts'] },
  checks: always(everyContainer((container) => !mayMount(container, isHostPath) ? undefined : mountsOf(container)
    .filter(({ writable, volume }) => writable && isHostPath(volume))
    .map(({ index, volume }) => ({
      ...at(container, ['volumeMounts', index, 'readOnly'], 'mounts a directory of the node as writable'),
      allowKey: asString(asObject(volume!.hostPath).path) ?? '',
    })))),
};
