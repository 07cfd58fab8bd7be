import { existsSync, writeFileSync } from 'fs';
import { AuditOptions } from './options';
import { BaselineEntry, BaselineMatcher } from '../../baseline/baseline';
import { baselineText, readBaseline } from '../../baseline/baseline-file';
import { InputError, withPlace } from '../../manifest/input-error';
import { countText } from '../../reports/text';
import { SettingsFile } from '../../settings-file/read';
import { targetText } from '../../waivers/target';

/** How many vanished findings are named. */
const MAX_NAMED = 10;

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
export function auditBaseline({ baseline, updateBaseline }: AuditOptions, settings: SettingsFile): AuditBaseline | undefined {
  const path = baseline ?? settings.baseline;
  if (path === undefined) {
    if (updateBaseline) {
      throw new InputError('--update-baseline needs the file to write: add --baseline <file>, or `baseline` to the settings file');
    }
    return undefined;
  }
  const before = updateBaseline && !existsSync(path) ? undefined : readBaseline(path);
  const matcher = new BaselineMatcher(updateBaseline ? undefined : before);
  return {
    matcher,
    remarks: (isWhole) => updateBaseline || !isWhole ? [] : vanishedText(matcher.vanished(), path),
    write: () => {
      if (updateBaseline) {
        withPlace(path, () => writeFileSync(path, baselineText(matcher.current())));
      }
    },
  };
}

function vanishedText(vanished: readonly BaselineEntry[], path: string): readonly string[] {
  if (vanished.length === 0) {
    return [];
  }
  const more = vanished.length - MAX_NAMED;
  return [
    ...vanished.slice(0, MAX_NAMED).map((entry) => `no longer found: ${entry.control} of ${targetText(entry)}${entry.container === undefined ? '' : `, container "${entry.container}"`}`),
    ...more > 0 ? [`and ${more} more`] : [],
    `remove ${countText(vanished.length, 'finding')} from ${path}: run the same command with --update-baseline`,
  ];
}
