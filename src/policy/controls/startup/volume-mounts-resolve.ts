import { asArray, asObject } from '../../../formats/manifest/json';
import { volumeNamed } from '../../../formats/manifest/mounts';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, both, everyContainer, everyEntry } from '../violations';

export const volumeMountsResolve: PodControl = {
  id: 'volume-mounts-resolve',
  title: 'Every mount names a volume of the pod',
  level: 'hardened',
  risk: 'refused',
  why: 'The API server refuses a pod that mounts an undeclared volume.',
  remedy: 'declare the volume under `volumes`, or correct the name',
  refusedBy: 'api-server',
  spec: {
    rules: [{
      fields: [ofContainers('{volumeMounts,volumeDevices}[*].name')],
      allowed: 'the names of spec.volumes and of a StatefulSet\'s volumeClaimTemplates',
    }],
    notes: ['Parts of a pod that an operator completes are not checked, because the operator may add volumes.'],
  },
  reads: { needs: ['containers[*].volumeMounts', 'containers[*].volumeDevices'], fields: ['spec.volumes'] },
  checks: always(everyContainer((container) => {
    if (container.pod.part) {
      return undefined;
    }
    return both(unresolved(container, 'volumeMounts'), unresolved(container, 'volumeDevices'));
  })),
};

function unresolved(container: ContainerView, list: string): Found {
  const mounts = asArray(container.json[list]);
  return everyEntry(mounts, (mount, index) => isDeclared(container.pod, asObject(mount).name)
    ? undefined
    : at(container, [list, index, 'name'], 'no volume of the pod has this name'));
}

function isDeclared(pod: PodView, name: unknown): boolean {
  return typeof name === 'string' && (pod.claimTemplates.includes(name) || volumeNamed(pod, name) !== undefined);
}
