import { readFileSync, statSync } from 'fs';
import { InputError } from '../../../formats/manifest/input-error';
import { InputFacts } from '../../../tasks/audit/facts';
import { isInput } from '../../../tasks/audit/found-inputs';
import { Input, STDIN } from '../../../tasks/audit/input';
import { Fixes } from '../../../tasks/fixes/file-fixes';
import { FindingSources } from '../../../tasks/fixes/finding-sources';
import { SettingsFile } from '../../../tasks/settings-file/settings-file';

/** A larger file is held in memory for nothing: nobody reviews it line by line. */
const MAX_BYTES = 4 * 1024 * 1024;

/** The files of findings, for reports that show how to fix them. Standard input, pipes and what was rendered have none. */
export function findingSources(settings: SettingsFile, inputs: readonly (Input | InputError)[], facts: InputFacts): FindingSources {
  const files = new Set(inputs.filter(isInput).filter(({ name, rendering }) => !rendering && name !== STDIN).map(({ name }) => name));
  return new FindingSources(new Fixes(settings, new Date(), facts), (file) => files.has(file) ? contentOf(file) : undefined);
}

/** The file may be gone since it was evaluated. */
function contentOf(file: string): Buffer | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() && found.size <= MAX_BYTES ? readFileSync(file) : undefined;
}
