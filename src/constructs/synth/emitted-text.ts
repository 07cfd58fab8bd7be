import { randomUUID } from 'crypto';
import { isDeepStrictEqual } from 'util';
import { Yaml } from 'cdk8s';
import { plainYaml } from './plain-yaml';
import { isSafe, isSafeLine, MAX_KEY_LENGTH } from './safe-text';
import { clone, JsonObject, Path, read, setOwn } from '../../formats/manifest/json';
import { toFieldPath } from '../../formats/manifest/paths';
import { readDocuments } from '../../formats/yaml/documents';
import { readDocument } from '../../formats/yaml/read-document';
import { YamlError } from '../../formats/yaml/yaml-error';

/** The result of a check that kubectl reads the text of an object unchanged. */
export interface EmittedText {
  /** Our text, if kubectl would read the text of cdk8s differently. */
  readonly own?: string;
  /** The reason why no text reads back as the object. */
  readonly problem?: string;
}

const AS_CDK8S_PRINTS: EmittedText = Object.freeze({});

/**
 * Compares an object with the value that kubectl reads from its YAML. YAML 1.1 reads some characters as line breaks that cdk8s does not
 * escape, and some words as numbers that cdk8s does not quote. Our text has such strings in double quotes, with escapes.
 *
 * @param manifest plain data
 */
export function emittedText(manifest: JsonObject): EmittedText {
  return isSafe(manifest, isKnownToReadBack) ? AS_CDK8S_PRINTS : comparedText(manifest);
}

/** Prints the object and reads it back, without the shortcut of `emittedText`. Tests compare the two. */
export function comparedText(manifest: JsonObject): EmittedText {
  const printed = Yaml.stringify(manifest);
  if (difference(printed, manifest) === undefined) {
    return AS_CDK8S_PRINTS;
  }
  const longKey = findLongKey(manifest);
  if (longKey !== undefined) {
    return { problem: `the key ${JSON.stringify(longKey.slice(0, 40))}... is longer than ${MAX_KEY_LENGTH} characters with its escapes` };
  }
  const own = printQuoted(manifest);
  const problem = difference(own, manifest);
  return problem === undefined ? { own } : { problem };
}

function findLongKey(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  for (const [key, item] of Object.entries(value)) {
    const found = quote(key).length > MAX_KEY_LENGTH ? key : findLongKey(item);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** The first difference between a manifest and the value that kubectl reads from a text; undefined if they are equal. */
function difference(text: string, manifest: JsonObject): string | undefined {
  try {
    const documents = [...readDocuments([Buffer.from(text)])].map(readDocument);
    return documents.length === 1 ? firstDifference(documents[0], manifest, []) : 'kubectl reads several documents from its YAML';
  } catch (error) {
    if (error instanceof YamlError) {
      return `kubectl cannot read its YAML: ${error.message}`;
    }
    throw error;
  }
}

function firstDifference(actual: unknown, expected: unknown, path: Path): string | undefined {
  if (isDeepStrictEqual(actual, expected)) {
    return undefined;
  }
  const areObjects = typeof actual === 'object' && typeof expected === 'object' && actual && expected;
  if (areObjects && Array.isArray(actual) === Array.isArray(expected)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      const step = Array.isArray(expected) ? Number(key) : key;
      const found = firstDifference(read(actual, [step]), read(expected, [step]), [...path, step]);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }
  return `kubectl would read another value than ${JSON.stringify(expected)} at ${toFieldPath(path)}`;
}

/**
 * Prints an object with quotes around each string that would be read back differently. cdk8s prints placeholders, which never need quotes.
 * Then the quoted strings replace the placeholders.
 */
function printQuoted(manifest: JsonObject): string {
  const token = `quoted${randomUUID().replaceAll('-', '')}n`;
  const quoted: string[] = [];
  const replace = (text: string) => isReadBack(text) ? text : `${token}${quoted.push(quote(text)) - 1}e`;
  return Yaml.stringify(mapStrings(manifest, replace)).replace(new RegExp(`${token}(\\d+)e`, 'g'), (_, index) => quoted[Number(index)]);
}

/** Whether a string is read back unchanged as a key, as a value and in lists, at several depths and at the end. */
function isReadBack(text: string): boolean {
  if (isSafeLine(text)) {
    return true;
  }
  const everywhere = { keys: text.includes('\n') ? {} : { [text]: 0 }, values: { text, next: { text } }, list: [text, [[{ text }]]], text };
  return difference(Yaml.stringify(everywhere), everywhere) === undefined;
}

/** Maximum number of cached strings. Strings repeat, such as schedules and settings like `"true"`. */
const MAX_KNOWN = 10_000;

/** Maximum length of cached strings. Longer strings rarely repeat. */
const MAX_LENGTH = 200;

const known = new Map<string, boolean>();

function isKnownToReadBack(text: string): boolean {
  if (text.length > MAX_LENGTH) {
    return isReadBack(text);
  }
  let result = known.get(text);
  if (result === undefined) {
    if (known.size >= MAX_KNOWN) {
      known.clear();
    }
    result = isReadBack(text);
    known.set(text, result);
  }
  return result;
}

function mapStrings(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') {
    return map(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => mapStrings(item, map));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const mapped: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    setOwn(mapped, map(key), mapStrings(item, map));
  }
  return mapped;
}

/** A string in double quotes, with escapes except for visible ASCII. An unpaired surrogate has no escape. */
function quote(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/[^ -~]/gu, (character) => {
    const code = character.codePointAt(0)!;
    return code > 0xFFFF ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
  });
  return `"${escaped}"`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, '0');
}

const DOCUMENT = Symbol.for('yaml.document');
const NODE_TYPE = Symbol.for('yaml.node.type');

/** Makes cdk8s print our text for an object. If the object changes afterwards, it is printed again. */
export function attachText(json: JsonObject, manifest: JsonObject, text: string): void {
  attachPrinter(json, () => isDeepStrictEqual({ ...json }, manifest) ? text : print({ ...json }));
}

/** Makes cdk8s print the same text for an object faster. */
export function attachFastPrinter(json: JsonObject): void {
  attachPrinter(json, () => plainYaml(json) ?? Yaml.stringify({ ...json }));
}

/**
 * The package `yaml`, which cdk8s uses, accepts an object that is marked as a document and calls its `toString`. All other code sees the
 * plain object.
 */
function attachPrinter(json: JsonObject, toString: () => string): void {
  if ('contents' in json || Object.hasOwn(json, 'toString') || !Object.isExtensible(json)) {
    return; // The marks would hide fields with these names. The check of the output then refuses the text of cdk8s.
  }
  Object.defineProperties(json, {
    [NODE_TYPE]: { value: DOCUMENT },
    // Read by code that prints the object inside another one.
    contents: { get: () => clone(json) },
    toString: { value: toString },
  });
}

/** @throws if no YAML text of the object reads back as the object */
function print(json: JsonObject): string {
  const { own, problem } = emittedText(json);
  if (problem !== undefined) {
    throw new Error(problem);
  }
  return own ?? Yaml.stringify(json);
}
