/*
 * A container has one mount at a path.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].volumeMounts[*].mountPath
 * Allowed values:    each path once, in whatever spelling
 *
 * The API server refuses only the very same text twice. It lets `/tmp/` pass beside `/tmp`, and one mount hides the other.
 */
import { mountsOf } from '../../manifest/mounts';
import { always, at, everyContainer, NONE, PodControl } from '../control';

export const uniqueMountPaths: PodControl = {
  id: 'unique-mount-paths',
  title: 'One mount at a path',
  level: 'hardened',
  severity: 'error',
  why: 'The API server refuses a path that is mounted twice, or, where it is spelled in two ways, one mount hides the other.',
  remedy: 'remove one of the mounts, or mount it somewhere else',
  checks: always(everyContainer((container) => {
    if (container.volumeMounts.length < 2) {
      return NONE;
    }
    const mounts = mountsOf(container);
    return mounts.flatMap(({ index, path }) => mounts.some((other) => other.index < index && other.path === path)
      ? [at(container, ['volumeMounts', index, 'mountPath'], `another mount stands at "${path}" too`)]
      : NONE);
  })),
};
