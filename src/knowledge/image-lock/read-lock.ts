import { readFileSync } from 'fs';
import { LockedImages } from './locked-images';
import { parseLock } from './parse-lock';
import { withPlace } from '../../formats/manifest/input-error';

/**
 * Reads a lock file.
 *
 * @throws InputError as `parseLock`, or if the file cannot be read
 */
export function readLock(file: string): LockedImages {
  return parseLock(withPlace(file, () => readFileSync(file)), file);
}
