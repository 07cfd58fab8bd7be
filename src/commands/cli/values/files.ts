import { readFileSync, rmSync } from 'fs';
import { join } from 'path';
import { withPlace } from '../../../formats/manifest/input-error';
import { HOOK_PATCHES_FILE, KUSTOMIZATION_FILE, PATCHES_FILE } from '../../../tasks/chart-values/formats/patch-files';
import { WRITTEN } from '../../../tasks/chart-values/report/head';
import { writeWhole } from '../output';

/** Writes the files of a folder. Those of an earlier run that are not needed any more are removed. */
export function writeFolder(folder: string, files: ReadonlyMap<string, string>): void {
  files.forEach((text, name) => writeWhole(join(folder, name), text));
  for (const name of [PATCHES_FILE, HOOK_PATCHES_FILE, KUSTOMIZATION_FILE].filter((each) => !files.has(each))) {
    if (textIn(folder, name)?.startsWith(`# ${WRITTEN}`)) {
      withPlace(join(folder, name), () => rmSync(join(folder, name)));
    }
  }
}

/** The text of a file; undefined if there is none. */
export function textIn(folder: string, name: string): string | undefined {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    return undefined;
  }
}
