import { AuditCommandOptions } from './options';
import { InputError, orInputError } from '../../../formats/manifest/input-error';
import { readWaiverFile } from '../../../policy/waivers/read-waiver-file';
import { WaiverFile } from '../../../policy/waivers/waiver-file';
import { AuditWaivers } from '../../../tasks/audit/waivers';
import { SettingsFile } from '../../../tasks/settings-file/settings-file';

/**
 * The waivers of a run.
 *
 * @throws InputError if the waiver file cannot be read
 */
export function auditWaivers(options: AuditCommandOptions, { waivers }: SettingsFile): AuditWaivers {
  return new AuditWaivers(options.waivers, waiverFileOf(options), waivers, new Date(), options.expired === 'warn' ? 'warning' : 'error');
}

function waiverFileOf({ waivers, waiverFile }: AuditCommandOptions): WaiverFile {
  if (waiverFile === undefined) {
    if (waivers === 'file') {
      throw new InputError('--waivers file needs the file that lists the waivers: add --waiver-file <file>');
    }
    return { waivers: [], neverWaive: [] };
  }
  return orInputError(() => readWaiverFile(waiverFile));
}
