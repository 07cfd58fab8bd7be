import { isAbsolute, join } from 'path';
import { RenderContent, SettingsContent } from './content';
import { fileMatcher } from './file-matcher';
import { nameProblem } from './release-names';
import { toRules, toScope } from './rules';
import { SettingsFile } from './settings-file';
import { withUnquotedOff } from './unquoted-off';
import { settingsProblem } from './validate';
import { FieldError, inField } from '../../formats/manifest/input-error';
import { isInside } from '../../formats/manifest/is-inside';
import { Path } from '../../formats/manifest/json';
import { realPath } from '../../formats/manifest/real-path';
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
  const { waivers = [], overrides = [], failOn, excludeFiles = [], reports = [], render = [], baseline, lock, ...rest } = content;
  const rules = toRules(rest);
  return {
    content,
    rules,
    overrides: overrides.map(({ files, ...scope }, index) => ({
      isFor: inField(['overrides', index, 'files'], () => fileMatcher(files, folder)),
      rules: toScope(scope, ['overrides', index], rules.ownImages),
    })),
    waivers: waivers.map((entry, index) => inField(['waivers', index], () => parseWaiver(entry, index))),
    failOn,
    isExcluded: inField(['excludeFiles'], () => fileMatcher(excludeFiles, folder)),
    reports: reports.map(({ format, path }) => ({ format, path: from(folder, path) })),
    render: render.map((entry, index) => renderEntry(entry, ['render', index], folder)),
    baseline: baseline === undefined ? undefined : from(folder, baseline),
    lock: lock && { file: from(folder, lock.file), maxAge: lock.maxAge === undefined ? undefined : parseDays(lock.maxAge) },
  };
}

function renderEntry({ chart, values = [], ...entry }: RenderContent, path: Path, folder: string): RenderContent {
  const problem = nameProblem(entry);
  if (problem) {
    throw new FieldError([...path, problem.field], problem.text);
  }
  return {
    ...entry,
    chart: from(folder, chart),
    values: values.map((file, position) => inField([...path, 'values', position], () => fileIn(folder, file))),
  };
}

/** Whoever opens a pull request can write this file: it must not make a chart print another file of the machine. */
function fileIn(folder: string, path: string): string {
  const file = from(folder, path);
  if (!isInside(realPath(folder), realPath(file))) {
    throw new Error(`${JSON.stringify(path)} leads out of the folder of this file: name a values file in it`);
  }
  return file;
}

function from(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}
