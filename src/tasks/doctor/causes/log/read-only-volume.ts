import { Cause, Fix, Found } from '../../cause';
import { EvidentMount, isAlwaysReadOnly, isOfKubelet, mountOf } from '../../evidence';
import { containerYaml } from '../../fixes';
import { isInVolume } from '../../log-facts';
import { pathOf } from '../../log-path';
import { copiedFile } from '../../remedies/mounted-file';
import { ownersInVolume } from '../../remedies/owners';
import { CHANGES_OWNER, EROFS } from '../../words';

/** A volume that may have data: nothing else is mounted in its place. */
function writableMount(found: Found, { path, volume, claim, readOnly }: EvidentMount): Fix {
  const noted = `the node or the storage made it read-only: look for errors of the file system in \`dmesg\` of the node, for a full or detached disk, and in \`kubectl describe ${claim === undefined ? 'pod' : `pvc ${claim}`}\`; check its backup before you repair it`;
  return {
    do: readOnly
      ? `remove \`readOnly\` from the mount of ${path} and from its volume ${volume}`
      : `remove \`readOnly\` from the volume ${volume} or its PersistentVolume, if it has one. Otherwise ${noted}`,
    typescript: `// of the container: mount('${path}', volume), without readOnly`,
    yaml: containerYaml(found, 'volumeMounts:', `  - { name: ${volume}, mountPath: ${path}, readOnly: false }`),
  };
}

const OF_TOKEN = /\/run\/secrets\/kubernetes\.io(?:\/|$)/;

/** The files of a ConfigMap, Secret, projected volume or image are never writable, so the program writes copies of them. */
function writtenElsewhere(found: Found, { path, volume, type }: EvidentMount): Fix {
  if (OF_TOKEN.test(path)) {
    return {
      do: `let the program write elsewhere than in ${path}, where Kubernetes mounts the token: an option, a variable or a setting of it`,
      typescript: '// of the container: args or envVariables that name a file in /tmp',
      yaml: containerYaml(found, 'args: [--FILE, /tmp/FILE]'),
    };
  }
  return {
    do: `let the program write elsewhere than in ${path}: mount the ${type} at another path, and copy its files from there at the start`,
    typescript: `writablePaths: [WritablePath.emptyDir('${path}')],   // and the ${type} at another path`,
    yaml: containerYaml(found, 'volumeMounts:', `  - { name: ${volume}, mountPath: ${path}-source, readOnly: true }`),
  };
}

export const readOnlyVolume: Cause = {
  id: 'read-only-volume',
  title: 'the program writes in a volume that is read-only',
  why: 'ConfigMaps, Secrets, projected volumes and images are always read-only, and a mount with `readOnly: true` is.',
  // A volume that is writable gives no EROFS.
  signs: [
    { in: 'log', text: EROFS, weight: 74, when: isInVolume },
    // The owner and the mode of a file decide what follows, such as a script that may not be executed.
    { in: 'log', text: EROFS, weight: 80, when: (found) => CHANGES_OWNER.test(found.line.text) && isInVolume(found) && isOfKubelet(mountOf(found.evidence, pathOf(found)!)!) },
  ],
  fix: (found) => {
    const path = pathOf(found)!;
    const mount = mountOf(found.evidence, path)!;
    if (!isAlwaysReadOnly(mount)) {
      return writableMount(found, mount);
    }
    if (isOfKubelet(mount) && CHANGES_OWNER.test(found.line.text)) {
      return ownersInVolume(found, mount);
    }
    const isFile = mount.subPath !== undefined && mount.path === path;
    return isFile ? copiedFile(found, mount) : writtenElsewhere(found, mount);
  },
  example: {
    source: 'log',
    text: "sed: can't create temp file '/etc/app/app.confXXXXXX': Read-only file system",
    with: { mounts: [{ path: '/etc/app', volume: 'config', type: 'configMap', readOnly: true }] },
  },
};
