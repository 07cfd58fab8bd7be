import { Path } from './json';

/** What is wrong with a field of a file that somebody wrote. */
export class FieldError extends Error {
  constructor(public readonly path: Path, message: string) {
    super(message);
  }
}
