import { Input, STDIN } from './input';
import { InputError } from '../../formats/manifest/input-error';

/** How to solve the error for empty input. */
export const EMPTY_HINT = 'did the command that writes the input fail? If empty input is normal, add --allow-empty';

/** The error for standard input without a document. */
export function emptyStandardInput(): InputError {
  return new InputError(`${STDIN} is empty: ${EMPTY_HINT}`);
}

/** Detects empty inputs, such as the output of a failed `helm template`: a run without any object must not look like a success. */
export class EmptyInputs {
  private total = 0;

  /** @param areAllowed whether the user accepts empty input */
  constructor(private readonly areAllowed = false) {}

  /**
   * Records the number of documents of an input.
   *
   * @throws InputError if it is standard input without documents
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
