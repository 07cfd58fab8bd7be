/*
 * The parts of `fs` that modules of the playground import. A browser has no files: each path in a settings file stays as it is, and no text
 * of the playground leads to a call that opens one.
 */

export const constants = {};

const NONE = ['closeSync', 'fstatSync', 'lstatSync', 'openSync', 'readSync', 'statSync'];

export function realpathSync(path: string): string {
  return path;
}

export function existsSync(): boolean {
  return false;
}

export const [closeSync, fstatSync, lstatSync, openSync, readSync, statSync] = NONE.map((name) => (): never => {
  throw new Error(`${name}: a browser has no files`);
});
