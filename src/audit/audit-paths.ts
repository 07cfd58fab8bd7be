import { Audit, FileSelection } from './audit';
import { Input } from './input';
import { inputsOf } from './inputs';
import { InputError } from '../manifest/input-error';

/** What to audit. */
export interface AuditedPaths extends FileSelection {
  readonly paths: readonly string[];
  /** Opens standard input, which is named -. */
  readonly stdin?: () => Iterable<Uint8Array>;
  /** Whether files that the paths name are skipped if they have no Kubernetes object, as those in folders are. */
  readonly skipsOthers?: boolean;
}

/**
 * Audits the files that paths name, document by document, and goes on after an input that cannot be read, so that all problems are
 * reported at once.
 *
 * @returns why inputs could not be audited
 */
export function* auditPaths(audit: Audit, audited: AuditedPaths): Generator<void, readonly string[]> {
  const { paths, stdin, skipsOthers = false, ...selection } = audited;
  const named = paths.flatMap((path) => inputsAt(path, stdin));
  const found = skipsOthers ? named.map((input) => input instanceof InputError ? input : { ...input, isNamed: false }) : named;
  const inputs = found.filter((input) => input instanceof InputError || audit.takes(input, selection));
  inputs.forEach((input) => input instanceof InputError || audit.prepare(input));
  const errors: InputError[] = [];
  for (const input of inputs) {
    try {
      if (input instanceof InputError) {
        throw input;
      }
      yield* audit.evaluate(input);
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
      errors.push(error);
    }
  }
  return errors.length > 0 || audit.hasInput || skipsOthers ? errors.map(({ message }) => message) : ['no Kubernetes object and no Dockerfile found'];
}

/** The inputs that a path names, and the error that ends them. */
function inputsAt(path: string, stdin: (() => Iterable<Uint8Array>) | undefined): readonly (Input | InputError)[] {
  const inputs: (Input | InputError)[] = [];
  try {
    for (const input of inputsOf([path], stdin)) {
      inputs.push(input);
    }
  } catch (error) {
    if (!(error instanceof InputError)) {
      throw error;
    }
    inputs.push(error);
  }
  return inputs;
}
