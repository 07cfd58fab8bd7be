import { Cause, Found } from '../../cause';
import { EvidentMount, isAlwaysReadOnly } from '../../evidence';
import { containerYaml } from '../../fixes';
import { pathsIn } from '../../paths';
import { CHANGES_OWNER, EROFS } from '../../words';

/** The mount whose own directory or file the line names. */
function busyMount({ line, evidence }: Found): EvidentMount | undefined {
  return pathsIn(line.text).map((path) => evidence.mounts.find((mount) => mount.path === path)).find((mount) => mount !== undefined);
}

function isWritable(mount: EvidentMount | undefined): boolean {
  return mount !== undefined && !mount.readOnly && !isAlwaysReadOnly(mount);
}

export const mountPointBusy: Cause = {
  id: 'mount-point-busy',
  title: 'the program removes or replaces a directory or file at which a volume is mounted',
  why: 'A mount point can be written, but not removed or renamed: its name belongs to the mount.',
  signs: [
    { in: 'log', text: /device or resource busy|\bEBUSY\b|(?:Errno|os error) 16\b/i, weight: 79, when: (found) => busyMount(found) !== undefined },
    // Its name is in the directory above, which is read-only.
    { in: 'log', text: EROFS, weight: 79, when: (found) => isWritable(busyMount(found)) && !CHANGES_OWNER.test(found.line.text) },
  ],
  fix: (found) => {
    const { path, volume, subPath } = busyMount(found)!;
    const parent = path.slice(0, path.lastIndexOf('/')) || '/';
    return {
      do: subPath === undefined
        ? `let the program use a directory below ${path}, such as ${path}/data, which it can create and replace itself: ${path} is the mount of the volume ${volume}`
        : `mount the volume ${volume} at a directory of its own, and let the program read the file there: ${path} is a mount by subPath, which nobody can replace`,
      typescript: `// of the container: a setting that names ${subPath === undefined ? `${path}/data` : 'the file at its new path'}`,
      yaml: subPath === undefined ? containerYaml(found, `args: [--DIRECTORY, ${path}/data]`) : containerYaml(found, 'volumeMounts:', `  - { name: ${volume}, mountPath: ${parent === '/' ? '/config' : `${parent}/config`} }`),
    };
  },
  example: {
    source: 'log',
    text: "rm: cannot remove '/var/cache/shop': Device or resource busy",
    with: { mounts: [{ path: '/var/cache/shop', volume: 'cache', type: 'emptyDir', readOnly: false }] },
  },
};
