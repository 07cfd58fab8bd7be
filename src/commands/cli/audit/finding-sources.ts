import { readFileSync, statSync } from 'fs';
import { InputError } from '../../../formats/manifest/input-error';
import { InputFacts } from '../../../tasks/audit/facts';
import { isInput } from '../../../tasks/audit/found-inputs';
import { Input, STDIN } from '../../../tasks/audit/input';
import { Fixes } from '../../../tasks/fixes/file-fixes';
import { FindingSources } from '../../../tasks/fixes/finding-sources';
import { SettingsFile } from '../../../tasks/settings-file/settings-file';

/** A file is held in memory with all its fixes, and nobody reviews a larger one line by line. */
const MAX_MEBIBYTES = 4;

/** The files of findings, for reports that show fixes. Findings in standard input, pipes and rendered manifests have none. */
export function findingSources(settings: SettingsFile, inputs: readonly (Input | InputError)[], facts: InputFacts): FindingSources {
  const isFile = ({ name, rendering }: Input) => !rendering && name !== STDIN;
  const files = new Set(inputs.filter(isInput).filter(isFile).map(({ name }) => name));
  const fixes = new Fixes(settings, new Date(), facts);
  return new FindingSources(fixes, (file, refuse) => files.has(file) ? contentOf(file, refuse) : undefined);
}

/** The file may be gone since it was evaluated. */
function contentOf(file: string, refuse: (why: string) => void): Buffer | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) {
    return undefined;
  }
  if (found.size > MAX_MEBIBYTES * 1024 * 1024) {
    refuse(`${file}: is larger than ${MAX_MEBIBYTES} MiB, so the reports have no fixes for it: split it`);
    return undefined;
  }
  return readFileSync(file);
}
