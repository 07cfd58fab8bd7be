import { readFileSync, statSync } from 'fs';
import { dirname, join, relative } from 'path';
import { SettingsError } from './content';
import { NO_SETTINGS, SettingsFile } from './settings-file';
import { toSettings } from './to-settings';
import { InputError, withPlace } from '../manifest/input-error';
import { readSingleDocument, SingleDocument } from '../yaml/single-document';
import { YamlError } from '../yaml/yaml-error';

/** The names of a settings file, as it is looked for. */
export const SETTINGS_FILE = 'cdk8s-hardened.yaml';

/**
 * Reads a settings file.
 *
 * @throws InputError naming the file, line and column, what is wrong, and what to write
 */
export function readSettingsFile(file: string): SettingsFile {
  const bytes = withPlace(file, () => readFileSync(file));
  let document: SingleDocument | undefined;
  try {
    document = readSingleDocument(bytes);
    return toSettings(document.value ?? {}, dirname(file));
  } catch (error) {
    const path = error instanceof SettingsError ? error.path : [];
    const { line, column } = error instanceof YamlError ? error : document?.rangeOf(path) ?? START;
    throw new InputError(`${file}:${line}:${column}: ${(error as Error).message}`);
  }
}

const START = { line: 1, column: 1 };

/**
 * The settings of a run: those of the file that is named; if none is, those of the nearest one from the working directory upwards.
 *
 * @param file false for none
 * @throws InputError naming the file and what is wrong
 */
export function settingsOf(file: string | boolean | undefined): SettingsFile {
  const path = file === false ? undefined : typeof file === 'string' ? file : findSettingsFile();
  return path === undefined ? NO_SETTINGS : readSettingsFile(path);
}

/** The settings file of the working directory or the nearest folder around it; undefined if there is none. */
function findSettingsFile(folder = process.cwd()): string | undefined {
  const file = join(folder, SETTINGS_FILE);
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) {
    return relative(process.cwd(), file);
  }
  return dirname(folder) === folder ? undefined : findSettingsFile(dirname(folder));
}
