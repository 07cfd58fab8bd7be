import { Audit } from './audit';
import { isInput } from './found-inputs';
import { Input, STDIN } from './input';
import { InputError } from '../../formats/manifest/input-error';
import { FileMatcher } from '../settings-file/file-matcher';

/** The differences from an earlier revision of the files. */
export interface Changes {
  readonly isChanged: FileMatcher;
  /** Whether a file, or any file in a folder, changed or was deleted. */
  readonly hasChanges: (path: string) => boolean;
  /** The changed and deleted files in their earlier version. */
  readonly before: () => readonly Input[];
}

/** The files to audit. */
export interface AuditedPaths {
  readonly paths: readonly string[];
  /** The inputs at the paths, and errors for paths that cannot be read. */
  readonly inputs: readonly (Input | InputError)[];
  readonly isExcluded: FileMatcher;
  /** Undefined if all files are evaluated. */
  readonly changes?: Changes;
  /** Whether files without Kubernetes objects are skipped even if the user named them, like files in folders. */
  readonly skipsOthers?: boolean;
  /** Called before each input, with the number of inputs that are done and the number of all inputs. */
  readonly onInput?: (done: number, all: number) => void;
}

/**
 * Audits files, document by document. It continues after an input that cannot be read, so that it reports all problems at once.
 *
 * @returns why inputs could not be audited
 */
export function* auditPaths(audit: Audit, audited: AuditedPaths): Generator<void, readonly string[]> {
  const { paths, inputs: named, skipsOthers = false, isExcluded, changes, onInput } = audited;
  const found = skipsOthers ? named.map((input) => input instanceof InputError ? input : { ...input, isNamed: false }) : named;
  const unchanged: Input[] = [];
  const inputs: (Input | InputError)[] = [];
  for (const input of found.filter((each) => each instanceof InputError || audit.takes(each, { isExcluded }))) {
    const isUnchanged = changes !== undefined && isInput(input) && input.name !== STDIN && !isChanged(input, changes);
    (isUnchanged ? unchanged : inputs).push(input as Input);
  }
  const before = changes?.before().filter(({ name }) => !isExcluded(name)) ?? [];
  audit.prepare(inputs.filter(isInput), changes && { unchanged, before, paths });
  const errors: InputError[] = [];
  for (const [index, input] of inputs.entries()) {
    onInput?.(index, inputs.length);
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
  for (const input of unchanged) {
    yield* audit.evaluateUnchanged(input);
  }
  audit.finish();
  if (errors.length > 0) {
    return errors.map(({ message }) => message);
  }
  const why = skipsOthers ? undefined : audit.whyNothing(changes !== undefined);
  return why === undefined ? [] : [why];
}

/** A rendered input changes if its sources change. */
function isChanged({ name, rendering }: Input, changes: Changes): boolean {
  return rendering ? rendering.sources.some(changes.hasChanges) : changes.isChanged(name);
}
