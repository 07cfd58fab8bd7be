import { readFileSync } from 'fs';
import { Baseline, BaselineEntry } from './baseline';
import { fileReason } from '../manifest/file-reason';
import { InputError } from '../manifest/input-error';
import { isObject } from '../manifest/json';

const SCHEMA_VERSION = 1;
const TEXTS = ['control', 'kind', 'name', 'field'] as const;
const OPTIONAL_TEXTS = ['apiGroup', 'namespace', 'template', 'container', 'value'] as const;

/**
 * Reads a baseline.
 *
 * @throws InputError naming the file, what is wrong with it, and how to write it anew
 */
export function readBaseline(path: string): Baseline {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(`${path}: ${fileReason(path, error)}: create the baseline with \`cdk8s-hardened audit <path> --baseline ${path} --update-baseline\``);
  }
  try {
    return parseBaseline(JSON.parse(text));
  } catch (error) {
    throw new InputError(`${path}: is not a baseline: ${(error as Error).message}: restore it, or write it anew with --update-baseline`);
  }
}

/** A baseline as text: a finding a line, so that changes are easy to review and to merge. */
export function baselineText({ findings }: Baseline): string {
  const lines = findings.map((entry) => `  ${JSON.stringify(entry)}`);
  return `{ "schemaVersion": ${SCHEMA_VERSION}, "findings": [\n${lines.join(',\n')}\n] }\n`;
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
