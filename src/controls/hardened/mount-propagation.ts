/*
 * What a container mounts stays in the container.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].volumeMounts[*].mountPropagation
 * Allowed values:    None, HostToContainer, undefined
 */
import { asObject, asString } from '../../manifest/json';
import { always, at, everyContainer, PodControl } from '../control';
import { everyEntry } from '../entries';

export const mountPropagation: PodControl = {
  id: 'mount-propagation',
  title: 'No mounts handed to the node',
  level: 'hardened',
  severity: 'error',
  why: 'With `Bidirectional` the container\'s mounts appear on the node and in other pods, over whatever they need there.',
  remedy: 'remove `mountPropagation`, or write `HostToContainer` where the container must see new mounts of the node',
  checks: always(everyContainer((container) => everyEntry(container.volumeMounts, (mount, index) =>
    asObject(mount).mountPropagation === 'Bidirectional'
      ? { ...at(container, ['volumeMounts', index, 'mountPropagation']), allowKey: asString(asObject(mount).mountPath) }
      : undefined))),
};
