/*
 * No writable path in an emptyDir lies in a volume that outlives the pod.
 *
 * Restricted fields: spec.{initContainers,containers}[*].volumeMounts[*].mountPath of declared writable paths
 * Allowed values:    any path of an emptyDir that does not lie below the writable mount of a claim, of a claim template or of another
 *                    volume that outlives the pod; below one only with `ephemeral: true`, and /tmp, where
 *                    nobody expects data to be kept
 *
 * The emptyDir hides that directory of the claim: what the application writes there looks stored, and is gone with the pod. An emptyDir
 * that the author mounted without declaring a writable path is the author's explicit choice.
 */
import { mountAbove } from '../../manifest/holding-mount';
import { emptyDirOf, Mount, mountsOf, outlivesPod } from '../../manifest/mounts';
import { ContainerView } from '../../manifest/pod';
import { DEFAULT_WRITABLE_PATH, isPersistent } from '../../settings/paths';
import { Settings } from '../../settings/settings';
import { pathsOf } from '../../writable-paths/container-paths';
import { always, at, everyContainer, NONE, PodControl, Violation, Violations } from '../control';

export const hiddenClaimData: PodControl = {
  id: 'hidden-claim-data',
  title: 'No emptyDir over a part of a claim',
  level: 'hardened',
  severity: 'error',
  why: 'What the application writes there looks stored in the claim, and is lost with the pod.',
  remedy: 'remove this writable path, as the volume above it is writable already, or mount the claim here too with `WritablePath.fromPersistentVolumeClaim`; '
    + 'say `ephemeral: true` only for data that may be lost, such as a cache',
  knownAs: {},
  checks: always(everyContainer(hiddenParts)),
};

function hiddenParts(container: ContainerView, settings: Settings): Violations {
  if (container.volumeMounts.length < 2) {
    return NONE;
  }
  const mounts = mountsOf(container);
  return pathsOf(settings, container)
    .filter((declared) => !isPersistent(declared) && !declared.ephemeral && declared.path !== DEFAULT_WRITABLE_PATH.path)
    .flatMap(({ path }) => hiddenPart(container, mounts, path) ?? []);
}

function hiddenPart(container: ContainerView, mounts: readonly Mount[], path: string): Violation | undefined {
  const mount = mounts.find((each) => each.path === path);
  const above = mountAbove(mounts, path);
  return mount?.volume && emptyDirOf(mount.volume) && above?.writable && outlivesPod(above)
    ? at(container, ['volumeMounts', mount.index, 'mountPath'], `this emptyDir hides a part of the volume at "${above.path}", which outlives the pod`)
    : undefined;
}
