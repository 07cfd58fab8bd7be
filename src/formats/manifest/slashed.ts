import { join, sep } from 'path';

/**
 * A path with slashes, as reports, baselines and settings files have it on every system. Windows takes slashes and backslashes; elsewhere
 * a backslash is a character of a name.
 *
 * @param separator of the paths of this system. Default: that of Node.js.
 */
export function slashed(path: string, separator: string = sep): string {
  return separator === '/' ? path : path.replaceAll(separator, '/');
}

/** The path of something in a folder, with slashes. */
export function joined(folder: string, ...names: readonly string[]): string {
  return slashed(join(folder, ...names));
}
