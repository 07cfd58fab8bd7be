import { Cause, Fix, Found } from '../../cause';
import { EvidentMount, isAlwaysReadOnly } from '../../evidence';
import { containerYaml } from '../../fixes';
import { pathsIn } from '../../paths';
import { copiedFile } from '../../remedies/mounted-file';
import { BUSY, CHANGES_OWNER, EROFS } from '../../words';

/** The mount whose own directory or file the line names. */
function namedMount({ line, evidence }: Found): EvidentMount | undefined {
  return pathsIn(line.text).map((path) => evidence.mounts.find((mount) => mount.path === path)).find((mount) => mount !== undefined);
}

/** The same; for a program that names only the new file, beside the one that it would replace, the mount of that one. */
function busyMount(found: Found): EvidentMount | undefined {
  return namedMount(found) ?? (BUSY.test(found.line.text) ? fileBeside(found) : undefined);
}

function fileBeside({ line, evidence }: Found): EvidentMount | undefined {
  const folders = pathsIn(line.text).map(folderOf);
  return evidence.mounts.find(({ path, subPath }) => subPath !== undefined && folders.includes(folderOf(path)));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function isWritable(mount: EvidentMount | undefined): boolean {
  return mount !== undefined && !mount.readOnly && !isAlwaysReadOnly(mount);
}

const REPLACES = /\b(?:renam\w*|mov(?:e|ing)|remov\w*|unlink\w*|rmdir|delet\w*|replac\w*)\b|^(?:rm|mv|sed|rmdir): /i;

/** A file in a directory that is mounted as a whole can be replaced. */
function wholeVolume(found: Found, { path, volume }: EvidentMount): Fix {
  return {
    do: `mount the volume ${volume} at a directory of its own, and let the program read the file there: ${path} is a mount by subPath, which nobody can replace`,
    typescript: '// of the container: a setting that names the file at its new path',
    yaml: containerYaml(found, 'volumeMounts:', `  - { name: ${volume}, mountPath: ${folderOf(path) === '' ? '/config' : `${folderOf(path)}/config`} }`),
  };
}

export const mountPointBusy: Cause = {
  id: 'mount-point-busy',
  title: 'the program removes or replaces a directory or file at which a volume is mounted',
  why: 'A mount point can be written, but not removed or renamed: its name belongs to the mount.',
  signs: [
    { in: 'log', text: BUSY, weight: 79, when: (found) => busyMount(found) !== undefined },
    // Of a file or folder of a log without its pod: what is renamed or removed is busy only if it is a mount.
    { in: 'log', text: BUSY, weight: 66, when: ({ line, evidence: { tty } }) => tty === undefined && REPLACES.test(line.text) && pathsIn(line.text).length > 0 },
    // Its name is in the directory above, which is read-only.
    { in: 'log', text: EROFS, weight: 79, when: (found) => isWritable(namedMount(found)) && !CHANGES_OWNER.test(found.line.text) },
  ],
  fix: (found) => {
    const mount = busyMount(found);
    if (mount?.subPath !== undefined) {
      return isAlwaysReadOnly(mount) ? copiedFile(found, mount) : wholeVolume(found, mount);
    }
    const path = mount?.path ?? pathsIn(found.line.text)[0];
    return {
      do: `let the program use a directory below ${path}, such as ${path}/data, which it can create and replace itself: ${mount ? `${path} is the mount of the volume ${mount.volume}` : `a volume is mounted there. If ${path} is a file that is mounted by subPath, or is beside one, mount its volume at a directory of its own instead, or let the program change a copy`}`,
      typescript: `// of the container: a setting that names ${path}/data`,
      yaml: containerYaml(found, `args: [--DIRECTORY, ${path}/data]`),
    };
  },
  example: {
    source: 'log',
    text: "rm: cannot remove '/var/cache/shop': Device or resource busy",
    with: { mounts: [{ path: '/var/cache/shop', volume: 'cache', type: 'emptyDir', readOnly: false }] },
  },
};
