import { realpathSync } from 'fs';
import { join, relative, resolve } from 'path';

/**
 * A path without symbolic links: two spellings of one path give the same text. Windows and macOS ignore case, and return the stored
 * spelling.
 *
 * @throws Error of the file system if the path does not exist
 */
export function existingPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return realpathSync(path); // Some Windows drives do not store the spelling of names.
  }
}

/** The same for the part of a path that exists; the rest is unchanged. */
export function realPath(path: string): string {
  try {
    return existingPath(path);
  } catch {
    const parent = resolve(path, '..');
    return parent === resolve(path) ? parent : join(realPath(parent), relative(parent, resolve(path)));
  }
}

/** The first path that is the same file as an earlier path, in any spelling. */
export function repeatedPath(paths: readonly string[]): string | undefined {
  const files = paths.map(realPath);
  return paths.find((_, index) => files.indexOf(files[index]) < index);
}
