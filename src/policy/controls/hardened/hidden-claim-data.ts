import { mountsAbove } from '../../../formats/manifest/holding-mount';
import { emptyDirOf, Mount, mountsOf, outlivesPod } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { pathsOf } from '../../../knowledge/writable-paths/container-paths';
import { DEFAULT_WRITABLE_PATH, isPersistent } from '../../../knowledge/writable-paths/declared-path';
import { Context } from '../../context/context';
import { DECLARED } from '../admission';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

export const hiddenClaimData: PodControl = {
  id: 'hidden-claim-data',
  title: 'No emptyDir inside a persistent volume',
  level: 'hardened',
  risk: 'broken',
  why: 'Files in the emptyDir look persistent, but are deleted with the pod.',
  remedy: 'remove this emptyDir, since the volume above it is writable already, or mount the persistent volume here too',
  remedyInCode: {
    hardened: 'remove this writable path, since the volume above it is writable already, or use '
    + '`WritablePath.fromPersistentVolumeClaim`; set `ephemeral: true` only for data that may be lost, such as a cache',
  },
  spec: {
    rules: [{
      fields: [ofStartedContainers('volumeMounts[*].mountPath of declared writable paths')],
      allowed: 'an emptyDir that is not below a writable mount of a PersistentVolumeClaim or of another persistent volume; an emptyDir '
        + 'below such a mount only with `ephemeral: true`, or at /tmp',
    }],
    notes: ['The control does not check an emptyDir that the author mounted without a declared writable path.'],
  },
  admission: DECLARED,
  reads: { fields: ['containers[*].volumeMounts', 'spec.volumes'] },
  checks: always(everyContainer(hiddenParts)),
};

function hiddenParts(container: ContainerView, context: Context): Found {
  const declared = pathsOf(context.choices, container)
    .filter((path) => !isPersistent(path) && !path.ephemeral && path.path !== DEFAULT_WRITABLE_PATH.path);
  if (declared.length === 0) {
    return undefined;
  }
  const paths = new Set(declared.map(({ path }) => path));
  const mounts = mountsOf(container);
  const parents = mountsAbove(mounts);
  return everyEntry(mounts.filter(({ path }) => paths.has(path)), (mount) => hiddenPart(container, mount, parents.get(mount)));
}

function hiddenPart(container: ContainerView, mount: Mount, above: Mount | undefined): Found {
  return mount.volume && emptyDirOf(mount.volume) && above?.writable && outlivesPod(above)
    ? at(container, ['volumeMounts', mount.index, 'mountPath'], 'this emptyDir hides a directory of the persistent volume at '
      + `"${above.path}"`)
    : undefined;
}
