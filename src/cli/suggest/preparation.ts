import { FileChange } from './changes';
import { Entry, Listing } from './listing';

/*
 * What a runtime does to a container's files before it starts the program: podman adds a line to /etc/passwd for a user that the image
 * does not know, and makes directories for what is mounted, or for WORKDIR.
 */

/** The image's own files. */
export function imageFiles(prepared: Listing, preparation: readonly FileChange[]): Listing {
  const added = new Set(preparation.filter(({ kind }) => kind === 'added').map(({ path }) => path));
  return new Map([...prepared].filter(([path]) => !added.has(path)));
}

/** What the program did: of what the runtime did, only what the program changed once more. */
export function withoutPreparation(
  changes: readonly FileChange[],
  preparation: readonly FileChange[],
  prepared: Listing,
  after: Listing,
): readonly FileChange[] {
  const isMade = ({ path, kind }: FileChange) => kind === 'added' && prepared.get(path)?.kind === 'directory';
  const own = new Set(preparation
    .filter((change) => isMade(change) || isSame(prepared.get(change.path), after.get(change.path)))
    .map(({ path }) => path));
  return changes.filter(({ path }) => !own.has(path));
}

function isSame(one: Entry | undefined, other: Entry | undefined): boolean {
  return (['kind', 'mode', 'uid', 'gid', 'size', 'modified'] as const).every((fact) => one?.[fact] === other?.[fact]);
}
