import { readFileSync } from 'fs';
import { SettingsContent, SettingsError } from './content';
import { at, toRules } from './rules';
import { settingsProblem } from './validate';
import { Rules } from '../../engine/plan';
import { parseWaiver, TargetedWaiver } from '../../waivers/waiver-file';
import { readSingleDocument, SingleDocument } from '../../yaml/single-document';
import { YamlError } from '../../yaml/yaml-error';
import { InputError, withPlace } from '../input-error';

/** The content of a settings file, `cdk8s-hardened.yaml`. */
export interface SettingsFile {
  readonly rules: Rules;
  readonly waivers: readonly TargetedWaiver[];
}

/**
 * Reads a settings file.
 *
 * @throws InputError naming the file, line and column, what is wrong, and what to write
 */
export function readSettingsFile(file: string): SettingsFile {
  const bytes = withPlace(file, () => readFileSync(file));
  let document: SingleDocument | undefined;
  try {
    document = readSingleDocument(bytes);
    return toSettings(document.value ?? {});
  } catch (error) {
    const path = error instanceof SettingsError ? error.path : [];
    const { line, column } = error instanceof YamlError ? error : document?.rangeOf(path) ?? START;
    throw new InputError(`${file}:${line}:${column}: ${(error as Error).message}`);
  }
}

const START = { line: 1, column: 1 };

/**
 * The content of a settings file as rules and waivers.
 *
 * @throws SettingsError with the place that is wrong
 */
export function toSettings(value: unknown): SettingsFile {
  const problem = settingsProblem(value);
  if (problem) {
    throw new SettingsError(problem.path, problem.message);
  }
  const content = value as SettingsContent;
  const { waivers = [] } = content;
  return { rules: toRules(content), waivers: waivers.map((entry, index) => at(['waivers', index], () => parseWaiver(entry, index))) };
}
