import { asObject, asString } from '../../../formats/manifest/json';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

export const mountPropagation: PodControl = {
  id: 'mount-propagation',
  title: 'No mounts propagated to the node',
  level: 'hardened',
  risk: 'high',
  why: 'With `Bidirectional`, mounts of the container also appear on the node and in other pods, where they can hide files.',
  remedy: 'remove `mountPropagation`, or write `HostToContainer` if the container must see new mounts of the node',
  remedyInCode: 'remove `propagation`, or set `MountPropagation.HOST_TO_CONTAINER` if the container must see new mounts of the node',
  spec: {
    rules: [{ fields: [ofContainers('volumeMounts[*].mountPropagation')], allowed: 'None, HostToContainer, undefined' }],
  },
  admission: [{
    each: 'container',
    in: 'c.?volumeMounts.orValue([])',
    violates: 'it.?mountPropagation.orValue(\'\') == \'Bidirectional\'',
    value: 'it.mountPath',
  }],
  reads: { needs: ['containers[*].volumeMounts'] },
  checks: always(everyContainer((container) => everyEntry(container.volumeMounts, (mount, index) =>
    asObject(mount).mountPropagation === 'Bidirectional'
      ? { ...at(container, ['volumeMounts', index, 'mountPropagation']), allowKey: asString(asObject(mount).mountPath) }
      : undefined))),
};
