import { LockedImages } from './locked-images';
import { parseLock } from './parse-lock';
import { NamedFile, readNamed } from '../../formats/files/named-file';
import { repositoryRoot } from '../../formats/files/repository-root';

/**
 * Reads a lock file.
 *
 * @throws InputError as `parseLock`, or if the file cannot be read
 */
export function readLock(file: NamedFile): LockedImages {
  return parseLock(readNamed(file), file.path);
}

/** The default lock file, in the working directory. */
export function defaultLock(): NamedFile {
  return { path: 'images.lock.yaml', root: repositoryRoot('.') };
}
