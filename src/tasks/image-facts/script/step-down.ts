import { valuesIn } from './builtins';
import { FindScript, Paths } from './ends';
import { scriptPaths } from './paths';
import { runnerOf } from './values';
import { ImageConfig } from '../config';

/** How an image leaves root before its program starts. */
export interface LeftRoot {
  /** The program, such as `gosu`. */
  readonly with: string;
  /** The user, as the script names it. */
  readonly user: string;
  /** The result if the image starts as that user. Absent if it starts the same program. */
  readonly asUser?: 'fails' | 'unknown';
  /** Present if arguments other than CMD may start a program as root or as another user. */
  readonly otherArgs?: 'unknown';
  /** Environment variables that may lead to another user if a workload sets one of them. */
  readonly variables?: readonly string[];
}

/**
 * The user to which every path from root leads; undefined if paths differ or stay root.
 *
 * @param config `cmd` has the arguments, and `env` the variables, which a workload can replace
 */
export async function leftRoot(config: StartConfig, find: FindScript): Promise<LeftRoot | undefined> {
  return await leftRootWith(config, find) ?? leftRootWith(config, find, config.env);
}

type StartConfig = Pick<ImageConfig, 'entrypoint' | 'cmd' | 'env'>;

async function leftRootWith({ entrypoint, cmd }: StartConfig, find: FindScript, env?: ImageConfig['env']): Promise<LeftRoot | undefined> {
  const own = await leadsTo([...entrypoint, ...cmd], true, find, env);
  if (!own) {
    return undefined;
  }
  const other = entrypoint.length > 0 ? await leadsTo(entrypoint, false, find, env) : undefined;
  return { ...own, ...!(other && other.user === own.user && other.asUser === own.asUser) && { otherArgs: 'unknown' } };
}

async function leadsTo(
  words: readonly string[],
  areArgsKnown: boolean,
  find: FindScript,
  env?: ImageConfig['env'],
): Promise<Omit<LeftRoot, 'otherArgs'> | undefined> {
  const { ends, isDoubtful, variables } = await scriptPaths(words, areArgsKnown, { uid: 0, name: 'root' }, find, env);
  const [first, ...others] = ends.filter(({ kind }) => kind !== 'exit');
  const isUnknown = first?.kind !== 'switch' || valuesIn([first.user]).includes(undefined);
  if (isDoubtful || isUnknown || others.some((end) => end.kind !== 'switch' || end.user !== first.user)) {
    return undefined;
  }
  const asUser = startAsUser(await scriptPaths(words, areArgsKnown, runnerOf(first.user), find, env));
  return { with: first.with, user: first.user, ...asUser && { asUser }, ...variables.length > 0 && { variables: [...variables].sort() } };
}

function startAsUser({ ends, isDoubtful, mayBeDenied }: Paths): LeftRoot['asUser'] {
  const kinds = new Set(ends.map(({ kind }) => kind));
  const isDenied = !kinds.has('program') && !isDoubtful;
  if (isDenied) {
    return 'fails';
  }
  return kinds.has('denied') || isDoubtful || mayBeDenied ? 'unknown' : undefined;
}
