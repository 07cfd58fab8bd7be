import { existsSync, lstatSync } from 'fs';
import { dirname, join, relative } from 'path';
import { NO_SETTINGS, SettingsFile } from './settings-file';
import { toSettings } from './to-settings';
import { NamedFile, readNamed } from '../../formats/files/named-file';
import { repositoryRoot } from '../../formats/files/repository-root';
import { InputError, withPlace } from '../../formats/manifest/input-error';
import { Path } from '../../formats/manifest/json';
import { slashed } from '../../formats/manifest/slashed';
import { readWritten } from '../../formats/yaml/single-document';
import { placedWaivers } from '../../policy/waivers/waiver-file';

/** The value of `--config` for no settings file. For a file with this name, write `./none`. */
export const NO_FILE = 'none';
/** The name of a settings file. */
export const SETTINGS_FILE = 'cdk8s-hardened.yaml';
/** Similar names that are refused: the file would have no effect, although its author expects it to be read. */
const MISNAMED = ['cdk8s-hardened.yml', '.cdk8s-hardened.yaml', '.cdk8s-hardened.yml'];

/**
 * Reads a settings file.
 *
 * @param bytes the content, if it differs from the file, as in an editor
 * @throws InputError with the file, line and column, the problem and the fix
 */
export function readSettingsFile(named: NamedFile, bytes: Uint8Array = readNamed(named)): SettingsFile {
  const { path: file } = named;
  return readWritten(file, bytes, ({ value, rangeOf }) => {
    const settings = toSettings(value ?? {}, dirname(file));
    const positionOf = (path: Path) => {
      const { line, column } = rangeOf(path);
      return `${file}:${line}:${column}`;
    };
    return {
      ...settings,
      waivers: placedWaivers(settings.waivers, file, rangeOf),
      render: settings.render.map((entry, index) => ({ ...entry, placeOf: (field) => positionOf(['render', index, ...field]) })),
    };
  });
}

/**
 * The settings of a run, from the given file, or else from the nearest settings file at or above the working directory.
 *
 * @param file `none` for no file
 * @throws InputError with the file and the problem, also if a file has a similar name
 */
export function settingsOf(file: string | undefined): SettingsFile {
  const named = settingsFileOfRun(file);
  return named === undefined ? NO_SETTINGS : readSettingsFile(named);
}

/**
 * The settings file of a run; undefined if there is none.
 *
 * @param file as for `settingsOf`
 */
export function settingsFileOfRun(file: string | undefined): NamedFile | undefined {
  if (file === NO_FILE) {
    return undefined;
  }
  return file === undefined ? findSettingsFile() : { path: file };
}

/** The nearest settings file at or above the working directory; undefined if there is none. */
function findSettingsFile(folder = process.cwd()): NamedFile | undefined {
  const file = join(folder, SETTINGS_FILE);
  if (withPlace(folder, () => lstatSync(file, { throwIfNoEntry: false }))) {
    return { path: slashed(relative(process.cwd(), file)), root: repositoryRoot(folder) };
  }
  const misnamed = MISNAMED.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (misnamed !== undefined) {
    throw new InputError(`${slashed(relative(process.cwd(), misnamed))}: a settings file is named `
      + `${SETTINGS_FILE}: rename it, pass it with --config, or use --config none`);
  }
  return dirname(folder) === folder ? undefined : findSettingsFile(dirname(folder));
}
