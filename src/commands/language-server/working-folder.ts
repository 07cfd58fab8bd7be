import { existsSync } from 'fs';
import { dirname, parse, relative, resolve } from 'path';
import { isInside } from '../../formats/manifest/is-inside';
import { slashed } from '../../formats/manifest/slashed';
import { settingsFileOfRun } from '../../tasks/settings-file/read';

/** Where the command line would run to evaluate a file, and the settings file that it would find there. */
export interface WorkingFolder {
  readonly folder: string;
  /** Absolute path; undefined if there is none. */
  readonly settingsFile?: string;
}

/**
 * The working folder of a file: the folder of its settings file, if this is in the workspace; else the workspace folder, or its own.
 *
 * @param roots the workspace folders
 * @throws InputError if a file has a name like a settings file
 */
export function workingFolderOf(file: string, roots: readonly string[]): WorkingFolder {
  const own = nearestFolder(dirname(file));
  const [root] = roots.filter((each) => isInside(each, file)).sort((one, other) => other.length - one.length);
  const found = inFolder(own, () => settingsFileOfRun(undefined));
  const settingsFile = found === undefined ? undefined : resolve(own, found.path);
  const ofSettings = settingsFile === undefined ? undefined : dirname(settingsFile);
  const isUsed = ofSettings !== undefined && (root === undefined || isInside(root, ofSettings));
  const folder = isUsed ? ofSettings : root ?? own;
  return { folder: nearestFolder(folder), settingsFile };
}

/** Runs synchronous work with relative paths, in a working directory. */
export function inFolder<T>(folder: string, work: () => T): T {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return work();
  } finally {
    process.chdir(existsSync(before) ? before : parse(before).root); // The folder may have been deleted.
  }
}

/** The name of a file on the command line. */
export function nameIn(folder: string, file: string): string {
  return slashed(relative(folder, file));
}

/** A folder, or the nearest one around it if it does not exist. */
function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
