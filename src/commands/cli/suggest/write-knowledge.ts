import { existsSync, statSync } from 'fs';
import { ObservedFacts, foundImage } from './found-image';
import { readGivenFile } from '../../../formats/files/given-file';
import { orInputError, withPlace } from '../../../formats/manifest/input-error';
import { existingPath } from '../../../formats/manifest/real-path';
import { readSettingsFile } from '../../../tasks/settings-file/read';
import { withImage } from '../../../tasks/settings-file/write-image';
import { Io, log } from '../io';
import { replaceFile } from '../replace-file';

/**
 * Reads a settings file that will be written, so that a mistake in it is found before the image runs.
 *
 * @throws InputError with the place of the mistake
 */
export function checkKnowledgeFile(file: string | undefined): void {
  if (file !== undefined && existsSync(file)) {
    readSettingsFile({ path: file });
  }
}

/**
 * Writes the facts about an image into a settings file. A missing file is created.
 *
 * @throws InputError if the file cannot be read, edited or written
 */
export function writeKnowledge(file: string, found: ObservedFacts, io: Io): void {
  const { entry, leftOut } = foundImage(found);
  const exists = existsSync(file);
  // Resolves a link: replacing the link itself would leave its target unchanged.
  const path = exists ? withPlace(file, () => existingPath(file)) : file;
  const before = exists ? readGivenFile(path) : undefined;
  const after = orInputError(() => withImage(before, found.image, entry), `${file}: `);
  withPlace(path, () => replaceFile(path, [after], exists ? statSync(path).mode : undefined));
  log(io, `${file}: was updated with the results for ${entry.repository}`);
  if (leftOut.length > 0) {
    log(io, `${file}: has no ${leftOut.join(', ')}, which may be secret or only for this run: add `
      + 'them under `environment` if every container needs the same');
  }
}
