import { realpathSync } from 'fs';
import { join, relative, resolve } from 'path';

/**
 * A path without links: the same text for each way to write it. Windows and macOS ignore capitals, and know how a name is written.
 *
 * @throws Error of the file system if it does not exist
 */
export function existingPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return realpathSync(path); // Not every drive of Windows knows how its names are written.
  }
}

/** The same as far as a path exists. */
export function realPath(path: string): string {
  try {
    return existingPath(path);
  } catch {
    const parent = resolve(path, '..');
    return parent === resolve(path) ? parent : join(realPath(parent), relative(parent, resolve(path)));
  }
}

/** The first path that is the same file as one before it, however they are written. */
export function repeatedPath(paths: readonly string[]): string | undefined {
  const files = paths.map(realPath);
  return paths.find((_, index) => files.indexOf(files[index]) < index);
}
