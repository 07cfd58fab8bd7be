import { InputError } from '../manifest/input-error';
import { realPath } from '../manifest/real-path';

/**
 * Refuses to write over a file that is read: what a user has written there would be lost.
 *
 * @param option that names the file
 * @throws InputError naming the file
 */
export function checkKeeps(option: string, file: string | undefined, inputs: readonly string[]): void {
  const path = file === undefined ? undefined : realPath(file);
  if (path !== undefined && inputs.some((name) => realPath(name) === path)) {
    throw new InputError(`${file}: ${option} would replace a file that is read: name another file`);
  }
}
