import { lstatSync, rmSync } from 'fs';
import { readConfinedFile } from '../../../formats/files/confined-file';
import { repositoryRoot } from '../../../formats/files/repository-root';
import { InputError, withPlace } from '../../../formats/manifest/input-error';
import { realPath } from '../../../formats/manifest/real-path';
import { joined } from '../../../formats/manifest/slashed';
import { FORMAT_OF } from '../../../tasks/chart-values/formats';
import { HOOK_PATCHES_FILE, KUSTOMIZATION_FILE, PATCHES_FILE } from '../../../tasks/chart-values/formats/patch-files';
import { VALUES_FILE } from '../../../tasks/chart-values/formats/values';
import { WRITTEN } from '../../../tasks/chart-values/report/head';
import { writeWholeFile } from '../output';

/** The files that a later run removes. Files of other formats may contain fields of the user, such as the chart source. */
const REMOVED_FILES = [VALUES_FILE, PATCHES_FILE, HOOK_PATCHES_FILE, KUSTOMIZATION_FILE];

/**
 * Writes the files of a folder, and removes files of an earlier run that are not needed any more.
 *
 * @param read the values files of this run
 * @throws InputError before anything is written: if no earlier run wrote an existing file, if this run read the file, or if an earlier run
 * wrote a form of another format
 */
export function writeFolder(folder: string, files: ReadonlyMap<string, string>, read: readonly string[]): void {
  for (const name of files.keys()) {
    checkIsOurs(folder, name, read);
  }
  checkHasNoOtherForm(folder, files);
  files.forEach((text, name) => writeWholeFile({ path: joined(folder, name) }, text));
  for (const name of REMOVED_FILES.filter((each) => !files.has(each))) {
    if (isOurs(folder, name)) {
      withPlace(joined(folder, name), () => rmSync(joined(folder, name)));
    }
  }
}

function checkIsOurs(folder: string, name: string, read: readonly string[]): void {
  const path = joined(folder, name);
  if (read.some((file) => realPath(file) === realPath(path))) {
    throw new InputError(`${path}: is a values file of this run, so it was not overwritten: name another folder with --output-dir`);
  }
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats && (!stats.isFile() || !isOurs(folder, name))) {
    throw new InputError(`${path}: was not written by this command, so it was not overwritten: `
      + 'name another folder with --output-dir, or delete the file');
  }
}

/** Refuses a folder with another form, in which `--check` would compare stale values. */
function checkHasNoOtherForm(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [name, format] of FORMAT_OF) {
    if (!files.has(name) && !REMOVED_FILES.includes(name) && isOurs(folder, name)) {
      const reason = files.size === 0
        ? 'the chart needs no values or patches any more: delete this file'
        : `this run has another --format: delete this file, use --format ${format}, or name another folder with --output-dir`;
      throw new InputError(`${joined(folder, name)}: was written by an earlier run with --format ${format}, and ${reason}`);
    }
  }
}

function isOurs(folder: string, name: string): boolean {
  return textIn(folder, name)?.startsWith(`# ${WRITTEN}`) === true;
}

/** The text of a file; undefined if there is none. */
export function textIn(folder: string, name: string): string | undefined {
  try {
    return readConfinedFile(joined(folder, name), repositoryRoot(folder)).toString();
  } catch {
    return undefined;
  }
}
