import { parse, resolve } from 'path';

/** What reads paths. Tests have that of Windows. */
interface Paths {
  readonly parse: typeof parse;
  readonly resolve: typeof resolve;
}

/**
 * Whether a path is on another machine than a folder, such as `\\host\share\values.yaml`. To look there, Windows logs the user on, whoever
 * runs that machine.
 */
export function isOnOtherMachine(path: string, folder: string, paths: Paths = { parse, resolve }): boolean {
  const machine = machineOf(path, paths);
  return machine !== undefined && machine !== machineOf(folder, paths);
}

/** Windows takes a path of any length if it begins so. */
const LONG_NAME = /^\\\\\?\\(?=[a-z]:)/i;

/** The name of the machine with its share; undefined for this machine. */
function machineOf(path: string, paths: Paths): string | undefined {
  const { root } = paths.parse(paths.resolve(path).replace(LONG_NAME, ''));
  return root.startsWith('\\\\') ? root.toLowerCase() : undefined;
}
