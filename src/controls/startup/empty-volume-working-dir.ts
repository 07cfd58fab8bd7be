/*
 * The directory that a container starts in is not one whose files an empty volume hides.
 *
 * Restricted fields: spec.{initContainers,containers}[*].workingDir
 * Allowed values:    any outside of emptyDirs that nobody else in the pod mounts, and so could fill; a seeded path is filled; in
 *                    /tmp and /var/tmp, where images keep nothing
 *
 * It does not count for a program that is given by its full path, with no argument that could be a relative path: such a program does
 * not look there. Of an ENTRYPOINT, of a name that is looked up in PATH (`npm start`) and of a script nobody knows that. An application
 * that only writes there is fine: then waive it.
 */
import { asArray, asString } from '../../manifest/json';
import { isIn, normalisePath } from '../../manifest/paths';
import { ContainerView } from '../../manifest/pod';
import { liesInEmptyVolume } from '../../writable-paths/empty-volumes';
import { always, at, everyContainer, PodControl } from '../control';

const TEMPORARY = ['/tmp', '/var/tmp'];

export const emptyVolumeWorkingDir: PodControl = {
  id: 'empty-volume-working-dir',
  title: 'No working directory hidden by an empty volume',
  level: 'hardened',
  severity: 'warning',
  why: 'An emptyDir hides what the image has at its path, so an application that looks for its files in its working directory finds none.',
  remedy: 'mount the volume at the directories below that it writes, or seed the path: `WritablePath.fromImage`',
  checks: always(everyContainer((container) => {
    const directory = asString(container.json.workingDir);
    if (!directory || container.volumeMounts.length === 0) {
      return undefined;
    }
    const path = normalisePath(directory);
    return usesWorkingDir(container) && !TEMPORARY.some((temporary) => isIn(path, temporary)) && liesInEmptyVolume(container, path)
      ? at(container, ['workingDir'], 'an empty volume stands there')
      : undefined;
  })),
};

/** Whether a container's program may look for files in the directory that it starts in. */
function usesWorkingDir({ json }: ContainerView): boolean {
  const [program, ...words] = [...asArray(json.command), ...asArray(json.args)];
  const isFullPath = asArray(json.command).length > 0 && typeof program === 'string' && program.startsWith('/');
  return !isFullPath || words.some((word) => typeof word !== 'string' || mayBeRelative(word));
}

/** Whether a word may name a file by a relative path, alone or as the value of an option; a script may hold anything. */
function mayBeRelative(word: string): boolean {
  const value = word.replace(/^-[^=]*(?:=|$)/, '');
  return /\s/.test(word) || (!/^(?:\/|\$\(|[a-z][a-z\d+.-]*:\/\/)/i.test(value) && (/^\.|\//.test(value) || /\.[a-z]\w*$/i.test(value)));
}
