import { statSync } from 'fs';
import { InputError } from '../manifest/input-error';
import { realPath } from '../manifest/real-path';

/**
 * Refuses to write over a file that is read: what a user has written there would be lost.
 *
 * @param what what is written, such as "the report"
 * @throws InputError naming the file
 */
export function checkKeeps(what: string, file: string | undefined, inputs: readonly string[]): void {
  const path = file === undefined ? undefined : realPath(file);
  if (path !== undefined && inputs.some((name) => realPath(name) === path) && statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new InputError(`${file}: ${what} would replace a file that is read: name another file`);
  }
}
