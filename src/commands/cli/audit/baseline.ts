import { existsSync } from 'fs';
import { AuditCommandOptions } from './options';
import { InputError } from '../../../formats/manifest/input-error';
import { BaselineMatcher } from '../../../tasks/baseline/baseline';
import { baselineText, readBaseline } from '../../../tasks/baseline/baseline-file';
import { vanishedTexts } from '../../../tasks/baseline/vanished';
import { SettingsFile } from '../../../tasks/settings-file/settings-file';
import { writeWholeFile } from '../output';

/** The baseline of a run. */
export interface AuditBaseline {
  readonly matcher: BaselineMatcher;
  /** @param isWhole whether all files were evaluated, so that what was not found is gone */
  readonly remarks: (isWhole: boolean) => readonly string[];
  /** Writes the new baseline, if that is wanted. */
  readonly write: () => void;
}

/**
 * The baseline that the command line or the settings file names; undefined if none does.
 *
 * @throws InputError if it cannot be read
 */
export function auditBaseline({ baseline, updateBaseline, only }: AuditCommandOptions, settings: SettingsFile): AuditBaseline | undefined {
  const file = baseline === undefined ? settings.baseline : { path: baseline };
  if (file === undefined) {
    if (updateBaseline) {
      throw new InputError('--update-baseline needs the file to write: add --baseline <file>, or `baseline` to the settings file');
    }
    return undefined;
  }
  const { path } = file;
  const before = updateBaseline && !existsSync(path) ? undefined : readBaseline(file, updateBaseline);
  const matcher = new BaselineMatcher(updateBaseline ? undefined : before);
  const vanished = () => matcher.vanished().filter(({ control }) => only.length === 0 || only.includes(control));
  return {
    matcher,
    remarks: (isWhole) => updateBaseline || !isWhole ? [] : vanishedTexts(vanished(), path),
    write: () => {
      if (updateBaseline) {
        writeWholeFile(file, baselineText(matcher.current()));
      }
    },
  };
}
