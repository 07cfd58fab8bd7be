/*
 * The program that a container starts does not lie where an empty volume hides it.
 *
 * Restricted fields: spec.{initContainers,containers}[*].command[0], where it is a path
 * Allowed values:    any outside of emptyDirs that nobody else in the pod mounts, and so could fill; a seeded path is filled
 */
import { asArray, asString } from '../../manifest/json';
import { normalisePath } from '../../manifest/paths';
import { liesInEmptyVolume } from '../../writable-paths/empty-volumes';
import { always, at, everyContainer, PodControl } from '../control';

export const emptyVolumeCommand: PodControl = {
  id: 'empty-volume-command',
  title: 'No program hidden by an empty volume',
  level: 'hardened',
  severity: 'error',
  why: 'An emptyDir hides what the image has at its path, so the runtime finds no program to start.',
  remedy: 'mount the volume below or beside the program, or seed the path: `WritablePath.fromImage`',
  checks: always(everyContainer((container) => {
    const program = asString(asArray(container.json.command)[0]);
    // A name without a slash is looked up in PATH.
    if (container.volumeMounts.length === 0 || !program?.includes('/')) {
      return undefined;
    }
    const directory = asString(container.json.workingDir);
    const path = program.startsWith('/') ? program : directory?.startsWith('/') ? `${directory}/${program}` : undefined;
    return path !== undefined && !path.includes('$(') && liesInEmptyVolume(container, normalisePath(path))
      ? at(container, ['command', 0], 'an empty volume stands there')
      : undefined;
  })),
};
