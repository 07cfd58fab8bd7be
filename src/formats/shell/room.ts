import { ShellError } from './shell-error';

/** The characters that the values of a text may have: so many for each of its own, and so many besides. */
const OF_EACH = 32;
const BESIDES = 8192;

/**
 * The room that is left for the values of variables, and for inner scripts, in the text of a script or a file. A short text that names a
 * long value again and again becomes a long one.
 */
export class Room {
  private left: number;

  /** @param besides for values that the text itself does not have */
  constructor(text: string, besides = BESIDES) {
    this.left = OF_EACH * text.length + besides;
  }

  /** @throws ShellError if no more is left */
  public take(size: number): void {
    this.left -= size;
    if (this.left < 0) {
      throw new ShellError('the text becomes too long to be read once its variables have their values: use the long ones less often');
    }
  }
}
