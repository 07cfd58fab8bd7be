/*
 * A manifest holds no debug containers.
 *
 * Restricted fields: spec.ephemeralContainers
 * Allowed values:    [], undefined
 *
 * The API server refuses them in a new pod: they come only through the `ephemeralcontainers` subresource of a running one.
 */
import { always, at, everyContainer, PodControl } from '../control';

export const ephemeralContainers: PodControl = {
  id: 'ephemeral-containers',
  title: 'No ephemeral containers',
  level: 'hardened',
  severity: 'warning',
  why: 'A debug container that someone left behind brings a shell and tools; no new pod starts with it.',
  remedy: 'remove it; `kubectl debug` adds one to a running pod when it is needed',
  checks: always(everyContainer((container) => container.isEphemeral ? at(container, ['name']) : undefined)),
};
