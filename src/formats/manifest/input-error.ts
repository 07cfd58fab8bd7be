import { fileReason } from './file-reason';
import { Path } from './json';

/** Why an input cannot be used, with its place. */
export class InputError extends Error {}

/** A problem with a field of a file that somebody wrote. */
export class FieldError extends Error {
  declare public readonly path: Path;

  constructor(path: Path, message: string) {
    super(message);
    // Node.js prints the enumerable fields of an error that nobody catches.
    Object.defineProperty(this, 'path', { value: path });
  }
}

/** Runs code whose errors are about a field, or about one in it. */
export function inField<T>(path: Path, work: () => T, place = ''): T {
  try {
    return work();
  } catch (error) {
    const inner = error instanceof FieldError ? error.path : [];
    throw new FieldError([...path, ...inner], `${place}${(error as Error).message}`);
  }
}

/** Runs code whose errors are all about the user's input. */
export function orInputError<T>(work: () => T, place = ''): T {
  try {
    return work();
  } catch (error) {
    throw new InputError(`${place}${(error as Error).message}`);
  }
}

/** @throws InputError if the file system refuses, naming the path */
export function withPlace<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (path === '') {
      throw new InputError('the name of a file or folder is empty: a variable of your shell may be unset');
    }
    throw new InputError(`${path}: ${fileReason(path, error)}`);
  }
}
