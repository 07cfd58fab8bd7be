import { readFileSync, statSync } from 'fs';
import { InputError, withPlace } from '../../formats/manifest/input-error';

/**
 * The bytes of a file. A repository can contain a link to a device, which has no end.
 *
 * @throws InputError if it cannot be read, or is not a regular file
 */
export function readRegularFile(path: string): Buffer {
  if (!withPlace(path, () => statSync(path)).isFile()) {
    throw new InputError(`${path}: is not a regular file: remove it, or exclude its folder`);
  }
  return withPlace(path, () => readFileSync(path));
}
