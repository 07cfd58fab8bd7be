import { isAbsolute } from 'path';
import { RenderContent, SettingsContent, ChoicesContent, ScopeContent } from './content';
import { fileMatcher } from './file-matcher';
import { nameProblem } from './release-names';
import { toRules, toScope } from './rules';
import { ListedChart, SettingsFile } from './settings-file';
import { settingsProblem } from './validate';
import { confinedTarget } from '../../formats/files/confined-file';
import { NamedFile } from '../../formats/files/named-file';
import { repositoryRoot } from '../../formats/files/repository-root';
import { FieldError, inField } from '../../formats/manifest/input-error';
import { Path } from '../../formats/manifest/json';
import { joined } from '../../formats/manifest/slashed';
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
  const { waivers = [], overrides = [], excludeFiles = [], reports = [], render = [], ...others } = content;
  const { failOn, failOnUnevaluated, baseline, admissionPolicies, lock, ...scopes } = others;
  const rules = toRules(scopes);
  const root = repositoryRoot(folder);
  const fileIn = (file: string, path: Path) => inField(path, () => confined(from(folder, file), root));
  return {
    content,
    rules,
    overrides: overrides.map(({ files, ...scope }, index) => ({
      isFor: inField(['overrides', index, 'files'], () => fileMatcher(files, folder)),
      rules: toScope(scope, ['overrides', index], rules.ownImages),
    })),
    waivers: waivers.map((entry, index) => inField(['waivers', index], () => parseWaiver(entry, index))),
    failOn,
    failOnUnevaluated,
    isExcluded: inField(['excludeFiles'], () => fileMatcher(excludeFiles, folder)),
    reports: reports.map(({ format, path }, index) => ({ format, ...fileIn(path, ['reports', index, 'path']) })),
    render: render.map((entry, index) => renderEntry(entry, ['render', index], folder, fileIn)),
    baseline: baseline === undefined ? undefined : fileIn(baseline, ['baseline']),
    admissionPolicies: admissionPolicies?.map((path, index) => fileIn(path, ['admissionPolicies', index])),
    lock: lock && { file: fileIn(lock.file, ['lock', 'file']), maxAge: lock.maxAge === undefined ? undefined : parseDays(lock.maxAge) },
  };
}

function renderEntry(
  { chart, values = [], ...entry }: RenderContent, path: Path, folder: string, fileIn: (file: string, path: Path) => NamedFile,
): ListedChart {
  const problem = nameProblem(entry);
  if (problem) {
    throw new FieldError([...path, problem.field], problem.text);
  }
  return {
    ...entry,
    chart: from(folder, chart),
    values: values.map((file, position) => fileIn(file, [...path, 'values', position])),
  };
}

/** A file that the settings file names. It is checked here, so that the error has the line, and again when it is read. */
function confined(path: string, root: string): NamedFile {
  confinedTarget(path, root);
  return { path, root };
}

function from(folder: string, path: string): string {
  return isAbsolute(path) ? path : joined(folder, path);
}

/**
 * The content of a settings file with `off` where it has false: YAML 1.1 reads `off` without quotes as false, and false has no other
 * meaning there.
 *
 * @param content valid by the schema of settings files
 */
function withUnquotedOff(content: SettingsContent): SettingsContent {
  const { overrides, workloads } = content;
  return {
    ...inScope(content),
    ...overrides && { overrides: overrides.map(inScope) },
    ...workloads && { workloads: workloads.map(inChoices) },
  };
}

function inScope<T extends ScopeContent>(scope: T): T {
  const { controls } = scope;
  return {
    ...inChoices(scope),
    ...controls && { controls: Object.fromEntries(Object.entries(controls).map(([id, control]) => [id, withOff(control, 'severity')])) },
  };
}

function inChoices<T extends ChoicesContent>(choices: T): T {
  return withOff(choices, 'imageFacts');
}

function withOff<T extends object>(fields: T, key: keyof T): T {
  return fields[key] === false ? { ...fields, [key]: 'off' } : fields;
}
