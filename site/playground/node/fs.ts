/* The part of `fs` that checks the paths in a settings file. A browser has no files, so each path stays as it is. */

export function realpathSync(path: string): string {
  return path;
}
