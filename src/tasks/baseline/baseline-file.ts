import { Baseline, BaselineEntry } from './baseline';
import { NamedFile, readNamed } from '../../formats/files/named-file';
import { InputError } from '../../formats/manifest/input-error';
import { isObject } from '../../formats/manifest/json';

const SCHEMA_VERSION = 2;
const TEXTS = ['control', 'kind', 'name', 'field'] as const;
const OPTIONAL_TEXTS = ['apiGroup', 'namespace', 'template', 'container', 'value'] as const;

/**
 * Reads a baseline.
 *
 * @param isReplaced whether it will be replaced, so that an old version does not matter
 * @throws InputError naming the file, the problem, and how to write it again
 */
export function readBaseline(file: NamedFile, isReplaced = false): Baseline {
  const { path } = file;
  let text: string;
  try {
    text = readNamed(file).toString();
  } catch (error) {
    throw new InputError(`${(error as Error).message}: create the baseline with \`cdk8s-hardened `
      + `write-baseline <path> --output ${path}\``);
  }
  try {
    const content = parsed(text);
    if (isObject(content) && content.schemaVersion === 1) {
      return replaced(path, isReplaced);
    }
    return parseBaseline(content);
  } catch (error) {
    if (error instanceof InputError) {
      throw error;
    }
    throw new InputError(`${path}: is not a baseline: ${(error as Error).message}: restore it, or write a new one with write-baseline`);
  }
}

/** The error of V8 quotes the text, which is any file that someone names. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
}

/** A baseline as text: a finding a line, so that changes are easy to review and to merge. */
export function baselineText({ findings }: Baseline): string {
  const lines = findings.map((entry) => `  ${JSON.stringify(entry)}`);
  return `{ "schemaVersion": ${SCHEMA_VERSION}, "findings": [\n${lines.join(',\n')}\n] }\n`;
}

/** Entries of the first version did not include the value that they accept. */
function replaced(path: string, isReplaced: boolean): Baseline {
  if (!isReplaced) {
    throw new InputError(`${path}: is a baseline of version 1, whose entries accept several values and no longer `
      + `apply: review the findings, and write a new one with \`cdk8s-hardened write-baseline <path> --output ${path}\``);
  }
  return { findings: [] };
}

function parseBaseline(content: unknown): Baseline {
  if (!isObject(content) || content.schemaVersion !== SCHEMA_VERSION || !Array.isArray(content.findings)) {
    throw new Error(`it must have \`schemaVersion\` ${SCHEMA_VERSION} and a list \`findings\``);
  }
  return { findings: content.findings.map(parseEntry) };
}

function parseEntry(entry: unknown, index: number): BaselineEntry {
  const isText = (value: unknown) => typeof value === 'string';
  if (!isObject(entry) || !TEXTS.every((key) => isText(entry[key]))
    || !OPTIONAL_TEXTS.every((key) => entry[key] === undefined || isText(entry[key]))
    || !(entry.count === undefined || (Number.isInteger(entry.count) && Number(entry.count) > 0))) {
    throw new Error(`findings[${index}] must have the texts ${TEXTS.join(', ')}, and a positive \`count\` if any`);
  }
  return entry as unknown as BaselineEntry;
}
