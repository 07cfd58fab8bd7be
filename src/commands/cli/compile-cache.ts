import { existsSync, lstatSync, mkdirSync, Stats } from 'fs';
import * as nodeModule from 'module';
import { dirname, join } from 'path';
import { existingPath } from '../../formats/manifest/real-path';
import { cacheFolder } from '../../tasks/image-facts/cache/cache-folder';

/** The compile cache of Node.js, which version 20 does not have. */
interface Caching {
  readonly enableCompileCache?: (folder: string) => unknown;
  readonly getCompileCacheDir?: () => string | undefined;
}

const STICKY = 0o1000;
const WRITABLE_BY_OTHERS = 0o022;
const ANY_ACCESS_OF_OTHERS = 0o077;

function hasAny({ mode }: Stats, bits: number): boolean {
  return (mode & bits) !== 0; // eslint-disable-line no-bitwise
}

/**
 * Lets Node.js keep the compiled code of the command line in the cache folder of the user, so that it starts faster. The next run executes
 * this code, so a folder that others can write is not used. Without the cache, everything works.
 */
export function useCompileCache(env: NodeJS.ProcessEnv, { enableCompileCache, getCompileCacheDir }: Caching = nodeModule as Caching): void {
  if (!enableCompileCache || env.NODE_DISABLE_COMPILE_CACHE || getCompileCacheDir?.() !== undefined) {
    return;
  }
  try {
    const folder = ownFolder(join(cacheFolder(env), 'compiled'));
    if (folder !== undefined) {
      enableCompileCache(folder);
    }
  } catch {
    // There is no home directory, no permission to write, or no space left.
  }
}

/**
 * Resolves the links in the path of a folder, and creates the folder if it is missing.
 *
 * @returns undefined if other users own or can replace the folder or a folder above it, as in the home of another user after `sudo`
 */
export function ownFolder(folder: string, user = process.geteuid?.()): string | undefined {
  if (user === undefined || !isOwn(existing(folder), user)) {
    return undefined;
  }
  make(folder);
  const path = existingPath(folder);
  const stats = lstatSync(folder);
  const isPrivate = stats.isDirectory() && !hasAny(stats, ANY_ACCESS_OF_OTHERS);
  return isPrivate && isOwn(path, user) ? path : undefined;
}

/** The folder itself, or else the nearest existing folder above it. */
function existing(folder: string): string {
  return existsSync(folder) ? existingPath(folder) : existing(dirname(folder));
}

/** Like mkdir with `recursive`, which never ends in some folders, such as /proc. */
function make(folder: string): void {
  if (!existsSync(folder)) {
    make(dirname(folder));
    mkdirSync(folder, { mode: 0o700 });
  }
}

/** Whether only the user can change the content of a folder, and only the user and root can replace the folder or a folder above it. */
function isOwn(path: string, user: number): boolean {
  const stats = lstatSync(path);
  return stats.uid === user && !hasAny(stats, WRITABLE_BY_OTHERS) && isKept(path, user);
}

function isKept(path: string, user: number): boolean {
  const parent = dirname(path);
  return parent === path || (isSafe(lstatSync(parent), user) && isKept(parent, user));
}

/** Whether other users cannot replace files in a folder. With the sticky bit, they can replace only their own files. */
function isSafe(stats: Stats, user: number): boolean {
  return [user, 0].includes(stats.uid) && (!hasAny(stats, WRITABLE_BY_OTHERS) || hasAny(stats, STICKY));
}
