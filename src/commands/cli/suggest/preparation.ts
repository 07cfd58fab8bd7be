import { FileChange } from './changes';
import { Entry, Listing } from './listing';

/*
 * A runtime changes files of a container before it starts the program: podman adds unknown users to /etc/passwd, and creates mount points
 * and the WORKDIR.
 */

/** The image's own files. */
export function imageFiles(prepared: Listing, preparation: readonly FileChange[]): Listing {
  const added = new Set(preparation.filter(({ kind }) => kind === 'added').map(({ path }) => path));
  return new Map([...prepared].filter(([path]) => !added.has(path)));
}

/** The changes of the program. A path that the runtime changed is included only if the program changed it again. */
export function withoutPreparation(
  changes: readonly FileChange[],
  preparation: readonly FileChange[],
  prepared: Listing,
  after: Listing,
): readonly FileChange[] {
  const isMade = ({ path, kind }: FileChange) => kind === 'added' && prepared.get(path)?.kind === 'directory';
  const ofRuntime = new Set(preparation
    .filter((change) => isMade(change) || isSame(prepared.get(change.path), after.get(change.path)))
    .map(({ path }) => path));
  return changes.filter(({ path }) => !ofRuntime.has(path));
}

function isSame(one: Entry | undefined, other: Entry | undefined): boolean {
  return (['kind', 'mode', 'uid', 'gid', 'size', 'modified'] as const).every((fact) => one?.[fact] === other?.[fact]);
}
