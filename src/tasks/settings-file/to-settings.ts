import { isAbsolute, join } from 'path';
import { SettingsContent } from './content';
import { fileMatcher } from './file-matcher';
import { at, toRules, toScope } from './rules';
import { SettingsFile } from './settings-file';
import { withUnquotedOff } from './unquoted-off';
import { settingsProblem } from './validate';
import { FieldError } from '../../formats/manifest/input-error';
import { parseDays } from '../../knowledge/image-lock/age';
import { parseWaiver } from '../../policy/waivers/waiver-file';

/**
 * The content of a settings file as rules and waivers.
 *
 * @param folder that paths and globs are relative to
 * @throws FieldError with the place that is wrong
 */
export function toSettings(value: unknown, folder = '.'): SettingsFile {
  const problem = settingsProblem(value);
  if (problem) {
    throw new FieldError(problem.path, problem.message);
  }
  const content = withUnquotedOff(value as SettingsContent);
  const { waivers = [], overrides = [], failOn, excludeFiles = [], reports = [], baseline, lock, ...rest } = content;
  const rules = toRules(rest);
  return {
    content,
    rules,
    overrides: overrides.map(({ files, ...scope }, index) => ({
      isFor: at(['overrides', index, 'files'], () => fileMatcher(files, folder)),
      rules: toScope(scope, ['overrides', index], rules.ownImages),
    })),
    waivers: waivers.map((entry, index) => at(['waivers', index], () => parseWaiver(entry, index))),
    failOn,
    isExcluded: at(['excludeFiles'], () => fileMatcher(excludeFiles, folder)),
    reports: reports.map(({ format, path }) => ({ format, path: from(folder, path) })),
    baseline: baseline === undefined ? undefined : from(folder, baseline),
    lock: lock && { file: from(folder, lock.file), maxAge: lock.maxAge === undefined ? undefined : parseDays(lock.maxAge) },
  };
}

function from(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}
