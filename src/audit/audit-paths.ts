import { Audit } from './audit';
import { InputError } from './input-error';
import { Input, inputsOf } from './inputs';

/**
 * Audits the files that paths name, and goes on after an input that cannot be read, so that all problems are reported at once.
 *
 * @param stdin opens standard input, which is named -
 * @returns why inputs could not be audited
 */
export function auditPaths(audit: Audit, paths: readonly string[], stdin?: () => Iterable<Uint8Array>): readonly string[] {
  const inputs = paths.flatMap((path) => inputsAt(path, stdin));
  inputs.forEach((input) => input instanceof InputError || audit.prepare(input));
  const errors = inputs.flatMap((input) => input instanceof InputError ? input : inputError(() => audit.evaluate(input)) ?? []);
  return errors.length > 0 || audit.hasInput ? errors.map(({ message }) => message) : ['no Kubernetes object and no Dockerfile found'];
}

/** The inputs that a path names, and the error that ends them. */
function inputsAt(path: string, stdin: (() => Iterable<Uint8Array>) | undefined): readonly (Input | InputError)[] {
  const inputs: (Input | InputError)[] = [];
  const error = inputError(() => {
    for (const input of inputsOf([path], stdin)) {
      inputs.push(input);
    }
  });
  return error ? [...inputs, error] : inputs;
}

/** @throws anything but an InputError, which nobody expects */
function inputError(work: () => void): InputError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof InputError) {
      return error;
    }
    throw error;
  }
}
