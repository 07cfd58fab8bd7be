import { findSettingsFile, readSettingsFile } from '../settings-file/read';
import { NO_SETTINGS, SettingsFile } from '../settings-file/settings-file';

/**
 * The settings file of a command: the one that `--config` names, none for `--no-config`, otherwise the nearest one from the working
 * directory upwards.
 *
 * @throws InputError naming the file and what is wrong
 */
export function settingsOf({ config }: { readonly config?: string | boolean }): SettingsFile {
  const file = config === false ? undefined : typeof config === 'string' ? config : findSettingsFile();
  return file === undefined ? NO_SETTINGS : readSettingsFile(file);
}
