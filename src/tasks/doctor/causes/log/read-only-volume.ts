import { Cause } from '../../cause';
import { isAlwaysReadOnly, mountOf } from '../../evidence';
import { containerYaml } from '../../fixes';
import { isInVolume } from '../../log-facts';
import { pathOf } from '../../log-path';
import { ownersInVolume } from '../../remedies/owners';
import { CHANGES_OWNER, EROFS } from '../../words';

export const readOnlyVolume: Cause = {
  id: 'read-only-volume',
  title: 'the program writes in a volume that is read-only',
  why: 'ConfigMaps, Secrets and projected volumes are always read-only, and a mount with `readOnly: true` is.',
  // A volume that is writable gives no EROFS.
  signs: [
    { in: 'log', text: EROFS, weight: 74, when: isInVolume },
    // The owner and the mode of a file decide what follows, such as a script that may not be executed.
    { in: 'log', text: EROFS, weight: 80, when: (found) => CHANGES_OWNER.test(found.line.text) && isInVolume(found) && isAlwaysReadOnly(mountOf(found.evidence, pathOf(found)!)!) },
  ],
  fix: (found) => {
    const path = pathOf(found)!;
    const mount = mountOf(found.evidence, path)!;
    return isAlwaysReadOnly(mount) && CHANGES_OWNER.test(found.line.text) ? ownersInVolume(found, mount) : {
      do: `let the program write elsewhere than in ${mount.path}: mount the ${mount.type ?? 'volume'} at another path, and copy its files from there at the start; or remove \`readOnly\` if it is a PVC`,
      typescript: `writablePaths: [WritablePath.emptyDir('${mount.path}')],   // and the ${mount.type ?? 'volume'} at another path`,
      yaml: containerYaml(found, 'volumeMounts:', `  - { name: ${mount.volume}, mountPath: ${mount.path}-source, readOnly: true }`),
    };
  },
  example: {
    source: 'log',
    text: "sed: can't create temp file '/etc/app/app.confXXXXXX': Read-only file system",
    with: { mounts: [{ path: '/etc/app', volume: 'config', type: 'configMap', readOnly: true }] },
  },
};
