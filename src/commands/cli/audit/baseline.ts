import { existsSync } from 'fs';
import { AuditCommandOptions } from './options';
import { InputError } from '../../../formats/manifest/input-error';
import { BaselineMatcher } from '../../../tasks/baseline/baseline';
import { baselineText, readBaseline } from '../../../tasks/baseline/baseline-file';
import { vanishedTexts } from '../../../tasks/baseline/vanished';
import { countText } from '../../../tasks/reports/text';
import { SettingsFile } from '../../../tasks/settings-file/settings-file';
import { writeWholeFile } from '../output';

/** The baseline of a run. */
export interface AuditBaseline {
  readonly matcher: BaselineMatcher;
  /** @param isWhole whether all files were evaluated: only then, findings that are missing are gone */
  readonly remarks: (isWhole: boolean) => readonly string[];
  /** Writes the new baseline if the user asked for it, and returns remarks. */
  readonly write: () => readonly string[];
}

/**
 * The baseline that the command line or the settings file names; undefined if none does.
 *
 * @throws InputError if it cannot be read
 */
export function auditBaseline({ baseline, action, only }: AuditCommandOptions, settings: SettingsFile): AuditBaseline | undefined {
  const isWritten = action?.kind === 'writeBaseline';
  const named = isWritten ? action.output : baseline;
  const file = named === undefined ? settings.baseline : { path: named };
  if (file === undefined) {
    if (isWritten) {
      throw new InputError('write-baseline needs the file to write: add --output <file>, or `baseline` to the settings file');
    }
    return undefined;
  }
  const { path } = file;
  // Reading refuses an existing file that is not a baseline, so that it is not overwritten.
  const before = isWritten && !existsSync(path) ? undefined : readBaseline(file, isWritten);
  const matcher = new BaselineMatcher(isWritten ? undefined : before);
  const vanished = () => matcher.vanished().filter(({ control }) => only.length === 0 || only.includes(control));
  return {
    matcher,
    remarks: (isWhole) => isWritten || !isWhole ? [] : vanishedTexts(vanished(), path),
    write: () => {
      if (!isWritten) {
        return [];
      }
      const current = matcher.current();
      writeWholeFile(file, baselineText(current));
      return [`${countText(current.findings.length, 'finding')} in ${path}`];
    },
  };
}
