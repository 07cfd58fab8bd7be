import { Input, STDIN } from './input';
import { InputError } from '../../formats/manifest/input-error';

/** Why empty input is an error, and the way out. */
export const EMPTY_HINT = 'the command that writes the input may have failed; if empty input is normal, add --allow-empty';

/** Standard input without a document. */
export function emptyStandardInput(): InputError {
  return new InputError(`${STDIN}: is empty: ${EMPTY_HINT}`);
}

/** Finds inputs that are empty, such as the output of a failed `helm template`: a run that does nothing must not look like a success. */
export class EmptyInputs {
  private total = 0;

  /** @param areAllowed whether the user says that empty input is normal */
  constructor(private readonly areAllowed = false) {}

  /**
   * Takes note of how many documents an input has.
   *
   * @throws InputError if it is standard input, and has none
   */
  public see({ name }: Input, documents: number): void {
    this.total += documents;
    if (name === STDIN && documents === 0 && !this.areAllowed) {
      throw emptyStandardInput();
    }
  }

  /** @throws InputError if no input has a document */
  public check(): void {
    if (this.total === 0 && !this.areAllowed) {
      throw new InputError(`no Kubernetes object found: ${EMPTY_HINT}`);
    }
  }
}
