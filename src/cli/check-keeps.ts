import { statSync } from 'fs';
import { InputError } from '../manifest/input-error';
import { realPath } from '../manifest/real-path';

/**
 * Refuses to write over a file that is read: what a user has written there would be lost.
 *
 * @param what what is written, such as "the report"
 * @param files where to; undefined for standard output
 * @throws InputError naming the file
 */
export function checkKeeps(what: string, files: readonly (string | undefined)[], inputs: readonly string[]): void {
  const written = files.filter((file) => file !== undefined);
  if (written.length === 0) {
    return; // There can be many inputs, and each has to be resolved.
  }
  const read = new Set(inputs.map(realPath));
  const lost = written.find((file) => read.has(realPath(file)) && statSync(file, { throwIfNoEntry: false })?.isFile());
  if (lost !== undefined) {
    throw new InputError(`${lost}: ${what} would replace a file that is read: name another file`);
  }
}
