import { realpathSync } from 'fs';
import { join, relative, resolve } from 'path';

/** A path without links, as far as it exists: the same text for each way to write it. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
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
