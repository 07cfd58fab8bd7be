import { parse, resolve } from 'path';

/** The functions of a system for paths. Tests pass those of Windows. */
interface Paths {
  readonly parse: typeof parse;
  readonly resolve: typeof resolve;
}

/**
 * Whether a path is on another machine than a folder, such as `\\host\share\values.yaml`. Any access there makes Windows log the user on
 * to a machine that could belong to anyone.
 */
export function isOnOtherMachine(path: string, folder: string, paths: Paths = { parse, resolve }): boolean {
  const machine = machineOf(path, paths);
  return machine !== undefined && machine !== machineOf(folder, paths);
}

/** The prefix with which Windows accepts a path of any length. */
const LONG_NAME = /^\\\\\?\\(?=[a-z]:)/i;

/** The name of the machine with its share; undefined for this machine. */
function machineOf(path: string, paths: Paths): string | undefined {
  const { root } = paths.parse(paths.resolve(path).replace(LONG_NAME, ''));
  return root.startsWith('\\\\') ? root.toLowerCase() : undefined;
}
