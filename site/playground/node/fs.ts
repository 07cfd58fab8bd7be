/* What the engine uses of `fs` where it checks that a settings file names no other file of the machine. A browser has no files. */

export function realpathSync(path: string): string {
  return path;
}
