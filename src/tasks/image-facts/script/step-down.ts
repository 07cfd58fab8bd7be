import { FindScript, Paths } from './ends';
import { scriptPaths } from './paths';
import { runnerOf } from './values';

/** How an image leaves root before its program starts. */
export interface LeftRoot {
  /** The program, such as `gosu`. */
  readonly with: string;
  /** The user, as the script names it. */
  readonly user: string;
  /** What happens if the image starts as that user; absent if it starts the same program. */
  readonly asUser?: 'fails' | 'unknown';
  /** Present if other arguments than the default CMD may start a program as root or as another user. */
  readonly otherArgs?: 'unknown';
}

/**
 * The user that a start as root leads to on every path; undefined if there is none.
 *
 * @param cmd the arguments, which a workload can replace
 */
export async function leftRoot(entrypoint: readonly string[], cmd: readonly string[], find: FindScript): Promise<LeftRoot | undefined> {
  const own = await leadsTo([...entrypoint, ...cmd], true, find);
  if (!own) {
    return undefined;
  }
  const other = entrypoint.length > 0 ? await leadsTo(entrypoint, false, find) : undefined;
  return { ...own, ...!(other && other.user === own.user && other.asUser === own.asUser) && { otherArgs: 'unknown' } };
}

async function leadsTo(
  words: readonly string[],
  areArgsKnown: boolean,
  find: FindScript,
): Promise<Pick<LeftRoot, 'with' | 'user' | 'asUser'> | undefined> {
  const { ends, isDoubtful } = await scriptPaths(words, areArgsKnown, { uid: 0, name: 'root' }, find);
  const [first, ...others] = ends.filter(({ kind }) => kind !== 'exit');
  if (isDoubtful || first?.kind !== 'switch' || others.some((end) => end.kind !== 'switch' || end.user !== first.user)) {
    return undefined;
  }
  const asUser = startAsUser(await scriptPaths(words, areArgsKnown, runnerOf(first.user), find));
  return { with: first.with, user: first.user, ...asUser && { asUser } };
}

function startAsUser({ ends, isDoubtful, mayBeDenied }: Paths): LeftRoot['asUser'] {
  const kinds = new Set(ends.map(({ kind }) => kind));
  const isDenied = !kinds.has('program') && !isDoubtful;
  if (isDenied) {
    return 'fails';
  }
  return kinds.has('denied') || isDoubtful || mayBeDenied ? 'unknown' : undefined;
}
