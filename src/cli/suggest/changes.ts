import { asArray, asObject } from '../../manifest/json';
import { isBelow } from '../../manifest/paths';

/** What a container did to one path of its root filesystem. */
export interface FileChange {
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'deleted';
}

const KINDS = ['added', 'changed', 'deleted'] as const;

const LETTERS: { readonly [letter: string]: FileChange['kind'] } = { A: 'added', C: 'changed', D: 'deleted' };

/** Reads what `podman diff --format json` prints. */
export function readPodmanDiff(text: string): readonly FileChange[] {
  const lists = asObject(JSON.parse(text));
  return KINDS.flatMap((kind) => asArray(lists[kind]).map((path) => ({ path: String(path), kind })));
}

/** Reads what `docker diff` prints: a letter and a path on each line. A name with a line break in it goes on in the next one. */
export function readDockerDiff(text: string): readonly FileChange[] {
  return text.split(/\r?\n(?=[ACD] \/)/).filter((entry) => entry.trim() !== '').map((entry) => ({
    path: entry.slice(2).replace(/\r?\n$/, ''),
    kind: LETTERS[entry[0]],
  }));
}

/** All that was seen at several times, a path once: what was made and then removed again was written all the same. */
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

/** The changes without the directories that a runtime made to mount something there. */
export function withoutMounts(changes: readonly FileChange[], mounts: readonly string[]): readonly FileChange[] {
  return changes.filter(({ path, kind }) => !mounts.some((mount) => mount === path || (kind === 'added' && isBelow(mount, path))));
}
