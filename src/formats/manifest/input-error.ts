import { fileReason } from './file-reason';

/** Why an input cannot be used, with its place. */
export class InputError extends Error {}

/** Runs code whose errors are all about what a user passed. */
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
    throw new InputError(`${path}: ${fileReason(path, error)}`);
  }
}
