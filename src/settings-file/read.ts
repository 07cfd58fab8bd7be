import { existsSync, readFileSync, statSync } from 'fs';
import { dirname, isAbsolute, join, relative } from 'path';
import { SettingsContent, SettingsError } from './content';
import { fileMatcher } from './file-matcher';
import { at, toRules, toScope } from './rules';
import { NO_SETTINGS, SettingsFile } from './settings-file';
import { settingsProblem } from './validate';
import { parseDays } from '../image-lock/age';
import { InputError, withPlace } from '../manifest/input-error';
import { parseWaiver } from '../waivers/waiver-file';
import { readSingleDocument, SingleDocument } from '../yaml/single-document';
import { YamlError } from '../yaml/yaml-error';

/** The names of a settings file, as it is looked for. */
export const SETTINGS_FILE = 'cdk8s-hardened.yaml';
/** Names that somebody may give it. It would be passed over, and the run be another one than its author thinks. */
const MISNAMED = ['cdk8s-hardened.yml', '.cdk8s-hardened.yaml', '.cdk8s-hardened.yml'];

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
 * @throws InputError naming the file and what is wrong, also if it has a similar name
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
  const misnamed = MISNAMED.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (misnamed !== undefined) {
    throw new InputError(`${relative(process.cwd(), misnamed)}: a settings file is named ${SETTINGS_FILE}: rename it, pass it with --config, or use --no-config`);
  }
  return dirname(folder) === folder ? undefined : findSettingsFile(dirname(folder));
}

/**
 * The content of a settings file as rules and waivers.
 *
 * @param folder that paths and globs are relative to
 * @throws SettingsError with the place that is wrong
 */
export function toSettings(value: unknown, folder = '.'): SettingsFile {
  const problem = settingsProblem(value);
  if (problem) {
    throw new SettingsError(problem.path, problem.message);
  }
  const content = value as SettingsContent;
  const { waivers = [], overrides = [], failOn, excludeFiles = [], reports = [], baseline, lock, ...rest } = content;
  const rules = toRules(rest);
  return {
    content,
    rules,
    overrides: overrides.map(({ files, ...scope }, index) => ({
      isFor: fileMatcher(files, folder),
      rules: toScope(scope, ['overrides', index], rules.ownImages),
    })),
    waivers: waivers.map((entry, index) => at(['waivers', index], () => parseWaiver(entry, index))),
    failOn,
    isExcluded: fileMatcher(excludeFiles, folder),
    reports: reports.map(({ format, path }) => ({ format, path: from(folder, path) })),
    baseline: baseline === undefined ? undefined : from(folder, baseline),
    lock: lock && { file: from(folder, lock.file), maxAge: lock.maxAge === undefined ? undefined : parseDays(lock.maxAge) },
  };
}

function from(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}
