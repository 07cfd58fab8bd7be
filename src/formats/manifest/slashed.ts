import { join, sep } from 'path';

/**
 * A path with slashes: reports, baselines and settings files have the same paths on every system. Windows accepts slashes and backslashes;
 * on other systems, a backslash is part of a name.
 *
 * @param separator separator of paths on this system. Default: the separator that Node.js uses.
 */
export function slashed(path: string, separator: string = sep): string {
  return separator === '/' ? path : path.replaceAll(separator, '/');
}

/** The path of an entry of a folder, with slashes. */
export function joined(folder: string, ...names: readonly string[]): string {
  return slashed(join(folder, ...names));
}
