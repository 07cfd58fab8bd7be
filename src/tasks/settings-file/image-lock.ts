import { overriding } from './rules-by-file';
import { SettingsFile } from './settings-file';
import { ImageLockSettings } from '../../knowledge/image-lock/locked-images';
import { readLock } from '../../knowledge/image-lock/read-lock';

/** The option of a command line for the lock file. */
export interface LockOptions {
  readonly lock?: string;
}

/**
 * The lock file of a run, from the command line or else from the settings file; undefined if neither names one.
 *
 * @param read reads it, if its content is not in the file, such as while it is being edited
 * @throws InputError if it cannot be read or is invalid
 */
export function imageLockOf({ lock: said }: SettingsFile, options: LockOptions = {}, read = readLock): ImageLockSettings | undefined {
  const file = options.lock === undefined ? said?.file : { path: options.lock };
  const days = said?.maxAge;
  return file && { lock: read(file), maxAge: days === undefined ? undefined : { days, now: new Date() } };
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
