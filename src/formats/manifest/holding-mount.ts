import { compareText } from './compare-text';
import { Mount } from './mounts';
import { isIn } from './paths';

/** The mount that contains a file: the deepest one at or above its path in normal form. Undefined if the file is in the image. */
export function holdingMount(mounts: readonly Mount[], path: string): Mount | undefined {
  let found: Mount | undefined;
  for (const mount of mounts) {
    // All matching mounts are nested, so the longest path is the deepest.
    if (isIn(path, mount.path) && (!found || mount.path.length > found.path.length)) {
      found = mount;
    }
  }
  return found;
}

/**
 * For each mount inside another one, the deepest mount strictly above it, or the first of several at that path. In sorted order, a mount
 * comes after the mounts above it, so one pass is enough.
 */
export function mountsAbove(mounts: readonly Mount[]): ReadonlyMap<Mount, Mount> {
  const above = new Map<Mount, Mount>();
  const open: { readonly mount: Mount; readonly directory: string }[] = [];
  const sorted = mounts.map((mount) => ({ mount, directory: directoryOf(mount.path) }))
    .sort((one, other) => compareText(one.directory, other.directory));
  for (const next of sorted) {
    while (open.length > 0 && !next.directory.startsWith(open[open.length - 1].directory)) {
      open.pop();
    }
    const last = open[open.length - 1];
    const isSame = last?.directory === next.directory;
    const parent = isSame ? above.get(last.mount) : last?.mount;
    if (parent) {
      above.set(next.mount, parent);
    }
    if (!isSame) {
      open.push(next);
    }
  }
  return above;
}

function directoryOf(path: string): string {
  return path === '/' ? path : `${path}/`;
}
