import { Mount } from './mounts';
import { isBelow } from './paths';

/** The mount that a file lies in: the deepest one at or above its path, in normal form. Undefined where it lies in the image. */
export function holdingMount(mounts: readonly Mount[], path: string): Mount | undefined {
  let deepest: Mount | undefined;
  for (const mount of mounts) {
    if ((mount.path === path || isBelow(path, mount.path)) && mount.path.length > (deepest?.path.length ?? 0)) {
      deepest = mount;
    }
  }
  return deepest;
}
