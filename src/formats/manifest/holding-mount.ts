import { Mount } from './mounts';
import { isIn } from './paths';

/** The mount that a file lies in: the deepest one at or above its path, in normal form. Undefined if it lies in the image. */
export function holdingMount(mounts: readonly Mount[], path: string): Mount | undefined {
  let found: Mount | undefined;
  for (const mount of mounts) {
    // All that count lie in one another.
    if (isIn(path, mount.path) && (!found || mount.path.length > found.path.length)) {
      found = mount;
    }
  }
  return found;
}

/**
 * The mounts that lie in others, each with the deepest one strictly above it; of several at one path, the first. For all mounts at once:
 * sorted, a mount comes after those above it.
 */
export function mountsAbove(mounts: readonly Mount[]): ReadonlyMap<Mount, Mount> {
  const above = new Map<Mount, Mount>();
  const open: { readonly mount: Mount; readonly directory: string }[] = [];
  for (const next of mounts.map((mount) => ({ mount, directory: directoryOf(mount.path) })).sort(byDirectory)) {
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

function byDirectory({ directory: one }: { readonly directory: string }, { directory: other }: { readonly directory: string }): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
