/** Why an input cannot be used, with its place. */
export class InputError extends Error {}

/** Runs code whose errors are all about what a user passed. */
export function orInputError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new InputError((error as Error).message);
  }
}

/** @throws InputError if the file system refuses, naming the path */
export function withPlace<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new InputError(`${path}: ${reasonOf(error)}`);
  }
}

const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  ELOOP: 'the link leads back to itself',
  EISDIR: 'is a folder',
  ENOTDIR: 'a part of the path is not a folder',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
