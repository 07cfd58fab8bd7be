import { statSync } from 'fs';
import { NamedFile, readNamed } from '../../../formats/files/named-file';
import { InputError } from '../../../formats/manifest/input-error';
import { InputFacts } from '../../../tasks/audit/facts';
import { isInput } from '../../../tasks/audit/found-inputs';
import { Input } from '../../../tasks/audit/input';
import { Fixes } from '../../../tasks/fixes/file-fixes';
import { FindingSources } from '../../../tasks/fixes/finding-sources';
import { SettingsFile } from '../../../tasks/settings-file/settings-file';

/** The maximum size of a file with fixes. The file and its fixes are kept in memory. */
const MAX_MEBIBYTES = 4;

/** The files of findings, for reports that show fixes. Findings in standard input, pipes and rendered manifests have none. */
export function findingSources(settings: SettingsFile, inputs: readonly (Input | InputError)[], facts: InputFacts): FindingSources {
  const files = new Map(inputs.filter(isInput).map(({ name, file }) => [name, file]));
  const fixes = new Fixes(settings, new Date(), facts);
  return new FindingSources(fixes, (name, refuse) => contentOf(files.get(name), refuse));
}

/** The content of a file; undefined if it was deleted after its evaluation. */
function contentOf(file: NamedFile | undefined, refuse: (why: string) => void): Buffer | undefined {
  const found = file && statSync(file.path, { throwIfNoEntry: false });
  if (!file || !found?.isFile()) {
    return undefined;
  }
  if (found.size > MAX_MEBIBYTES * 1024 * 1024) {
    refuse(`${file.path}: is larger than ${MAX_MEBIBYTES} MiB, so the reports have no fixes for it: split it`);
    return undefined;
  }
  return readNamed(file);
}
