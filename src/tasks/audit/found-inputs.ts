import { resolve } from 'path';
import { HeldFiles } from './held-files';
import { Input, STDIN } from './input';
import { inputsOf } from './inputs';
import { InputError } from '../../formats/manifest/input-error';

/**
 * The inputs at the paths, without repeats. An error stands for a path that cannot be read, after its readable inputs.
 *
 * @param onOther called with each file in a folder that is not read
 */
export function foundInputs(
  paths: readonly string[], stdin?: () => Iterable<Uint8Array>, onOther?: (path: string) => void,
): readonly (Input | InputError)[] {
  const held = new HeldFiles();
  return distinct(paths.flatMap((path) => inputsAt((each) => inputsOf([each], stdin, held, onOther), path)));
}

export function isInput(input: Input | InputError): input is Input {
  return !(input instanceof InputError);
}

/**
 * Files without repeats, even if several paths lead to one file: its findings count once. A named input wins, because it must contain
 * objects.
 */
function distinct(inputs: readonly (Input | InputError)[]): readonly (Input | InputError)[] {
  const byFile = new Map<string | Input | InputError, Input | InputError>();
  for (const input of inputs) {
    const key = input instanceof InputError || input.name === STDIN ? input : resolve(input.name);
    const known = byFile.get(key);
    if (!known || !('isNamed' in known && known.isNamed)) {
      byFile.set(key, input);
    }
  }
  return [...byFile.values()];
}

/** The inputs at a path, and at the end the error if it cannot be read. */
function inputsAt(inputsIn: (path: string) => Iterable<Input>, path: string): readonly (Input | InputError)[] {
  const inputs: (Input | InputError)[] = [];
  try {
    for (const input of inputsIn(path)) {
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
