import { AuditOptions } from './options';
import { AuditWaivers } from '../../audit/waivers';
import { InputError, orInputError } from '../../manifest/input-error';
import { SettingsFile } from '../../settings-file/settings-file';
import { readWaiverFile } from '../../waivers/read-waiver-file';
import { WaiverFile } from '../../waivers/waiver-file';

/**
 * The waivers that count in a run.
 *
 * @throws InputError if the waiver file cannot be read
 */
export function auditWaivers(options: AuditOptions, { waivers }: SettingsFile): AuditWaivers {
  return new AuditWaivers(options.waivers, waiverFileOf(options), waivers, new Date(), options.expired === 'warn' ? 'warning' : 'error');
}

function waiverFileOf({ waivers, waiverFile }: AuditOptions): WaiverFile {
  if (waiverFile === undefined) {
    if (waivers === 'file') {
      throw new InputError('--waivers file needs the file that lists the waivers: add --waiver-file <file>');
    }
    return { waivers: [], neverWaive: [] };
  }
  return orInputError(() => readWaiverFile(waiverFile));
}
