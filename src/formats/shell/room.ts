import { ShellError } from './shell-error';

/** The length that a text may have with the values of its variables: its own length times the factor, plus the rest. */
const FACTOR = 32;
const REST = 8192;

/**
 * Limits the values of variables and the inner scripts in the text of a script or a file. A short text that names a long value many times
 * would become very long.
 */
export class Room {
  private left: number;

  /** @param rest the length for values that do not come from the text */
  constructor(text: string, rest = REST) {
    this.left = FACTOR * text.length + rest;
  }

  /** @throws ShellError if the limit is exceeded */
  public take(size: number): void {
    this.left -= size;
    if (this.left < 0) {
      throw new ShellError('the text is too long after its variables are expanded: use variables with long values less often');
    }
  }
}
