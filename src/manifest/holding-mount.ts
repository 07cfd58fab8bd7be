import { Mount } from './mounts';
import { isBelow, isIn } from './paths';

/** The mount that a file lies in: the deepest one at or above its path, in normal form. Undefined if it lies in the image. */
export function holdingMount(mounts: readonly Mount[], path: string): Mount | undefined {
  return deepest(mounts, (mount) => isIn(path, mount.path));
}

/** The mount that another mount at the path lies in: the deepest one strictly above it. */
export function mountAbove(mounts: readonly Mount[], path: string): Mount | undefined {
  return deepest(mounts, (mount) => isBelow(path, mount.path));
}

function deepest(mounts: readonly Mount[], counts: (mount: Mount) => boolean): Mount | undefined {
  let found: Mount | undefined;
  for (const mount of mounts) {
    // All that count lie in one another.
    if (counts(mount) && (!found || mount.path.length > found.path.length)) {
      found = mount;
    }
  }
  return found;
}
