import { overriding } from './rules-by-file';
import { SettingsFile } from './settings-file';
import { InputError } from '../../formats/manifest/input-error';
import { parseDays } from '../../knowledge/image-lock/age';
import { ImageLockSettings, MaxAge } from '../../knowledge/image-lock/locked-images';
import { readLock } from '../../knowledge/image-lock/read-lock';

/** The options of a command line for the lock file. */
export interface LockOptions {
  readonly lock?: string;
  readonly maxAge?: string;
}

/**
 * The lock file of a run, from the command line or else from the settings file; undefined if neither names one.
 *
 * @param read reads it, if its content is not in the file, such as while it is being edited
 * @throws InputError if it cannot be read or is invalid, or if the maximum age is not a number of days or has no lock file
 */
export function imageLockOf({ lock: said }: SettingsFile, options: LockOptions = {}, read = readLock): ImageLockSettings | undefined {
  const { lock: given, maxAge: age } = options;
  const file = given === undefined ? said?.file : { path: given };
  const days = age === undefined ? said?.maxAge : parseDays(age);
  if (age !== undefined && days === undefined) {
    throw new InputError(`--max-age ${JSON.stringify(age)} is not a number of days or weeks: write one such as 30d or 4w`);
  }
  if (file === undefined) {
    if (age !== undefined) {
      throw new InputError('--max-age needs a lock file: add --lock FILE, or `lock: { file: FILE }` in the settings file');
    }
    return undefined;
  }
  const maxAge: MaxAge | undefined = days === undefined ? undefined : { days, now: new Date() };
  return { lock: read(file), maxAge };
}

/**
 * Settings with the lock file of the run.
 *
 * @throws InputError as `imageLockOf`
 */
export function withImageLock(settings: SettingsFile, options?: LockOptions, read?: typeof readLock): SettingsFile {
  const imageLock = imageLockOf(settings, options, read);
  return imageLock ? overriding(settings, { imageLock }) : settings;
}
