import { fileReason } from './file-reason';
import { Path } from './json';

/** The reason why an input cannot be used, with its place. */
export class InputError extends Error {}

/** A problem with a field of a user's file. */
export class FieldError extends Error {
  declare public readonly path: Path;

  constructor(path: Path, message: string) {
    super(message);
    // Not enumerable: Node.js would print the field for an uncaught error.
    Object.defineProperty(this, 'path', { value: path });
  }
}

/** Runs code, and adds the path of a field to its errors. */
export function inField<T>(path: Path, work: () => T, place = ''): T {
  try {
    return work();
  } catch (error) {
    const inner = error instanceof FieldError ? error.path : [];
    throw new FieldError([...path, ...inner], `${place}${(error as Error).message}`);
  }
}

/** Runs code, and turns all of its errors into errors about the user's input. */
export function orInputError<T>(work: () => T, place = ''): T {
  try {
    return work();
  } catch (error) {
    throw new InputError(`${place}${(error as Error).message}`);
  }
}

/** @throws InputError with the path, if the file system reports an error */
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
