import type { Entry, Listing } from './listing';
import { asArray, asObject } from '../../../formats/manifest/json';
import { isBelow } from '../../../formats/manifest/paths';

/** A change that a container made to its root filesystem. */
export interface FileChange {
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'deleted';
}

const KINDS = ['added', 'changed', 'deleted'] as const;

const LETTERS: { readonly [letter: string]: FileChange['kind'] } = { A: 'added', C: 'changed', D: 'deleted' };

/** Parses the output of `podman diff --format json`. */
export function readPodmanDiff(text: string): readonly FileChange[] {
  const lists = asObject(JSON.parse(text));
  return KINDS.flatMap((kind) => asArray(lists[kind]).map((path) => ({ path: String(path), kind })));
}

/** Parses the output of `docker diff`: a letter and a path per line. A name with a line break continues on the next line. */
export function readDockerDiff(text: string): readonly FileChange[] {
  return text.split(/\r?\n(?=[ACD] \/)/).filter((entry) => entry.trim() !== '').map((entry) => ({
    path: entry.slice(2).replace(/\r?\n$/, ''),
    kind: LETTERS[entry[0]],
  }));
}

/** Merges observations into one change for each path. A file that was created and then removed is also among the changes. */
export function allChanges(...seen: readonly (readonly FileChange[])[]): readonly FileChange[] {
  const byPath = new Map<string, FileChange>();
  for (const change of seen.flat()) {
    const known = byPath.get(change.path);
    if (!known || (known.kind === 'changed' && change.kind !== 'changed')) {
      byPath.set(change.path, change);
    }
  }
  return [...byPath.values()].sort((a, b) => a.path < b.path ? -1 : 1);
}

/** The changes without mount points that the runtime created. */
export function withoutMounts(changes: readonly FileChange[], mounts: readonly string[]): readonly FileChange[] {
  return changes.filter(({ path, kind }) => !mounts.some((mount) => mount === path || (kind === 'added' && isBelow(mount, path))));
}

/**
 * Drops changes that only affect the owner, and neither content nor permissions. They need no volume.
 */
export function withoutOwnershipOnly(changes: readonly FileChange[], before: Listing, after: Listing): readonly FileChange[] {
  return changes.filter(({ path, kind }) => kind !== 'changed' || !isSameButForOwner(before.get(path), after.get(path)));
}

function isSameButForOwner(one: Entry | undefined, other: Entry | undefined): boolean {
  return one?.modified !== undefined && (['kind', 'mode', 'size', 'modified'] as const).every((fact) => one[fact] === other?.[fact]);
}
