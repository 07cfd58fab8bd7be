/** What makes it impossible to do the work, with its place. Ends in exit code 2. */
export class InputError extends Error {}

/** Does what throws only for what a user gave. */
export function orInputError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new InputError((error as Error).message);
  }
}

/** @throws CannotWork where the file system refuses, naming the path */
export function withPlace<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new InputError(`${path}: ${reasonOf(error)}`);
  }
}

const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it may not be read',
  ELOOP: 'it is a link that leads back to itself',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
