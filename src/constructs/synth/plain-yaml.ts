/*
 * Prints objects that contain only strings, numbers, booleans, lists and maps, as nearly all Kubernetes objects do. The text is byte for
 * byte the text of cdk8s, in a tenth of the time. The printer of cdk8s prints the strings that this printer does not support. Objects with
 * other values are not printed here.
 */
import { Yaml } from 'cdk8s';
import { isSafeBlock } from './safe-text';
import { JsonObject } from '../../formats/manifest/json';

/**
 * Strings that are printed unchanged in every position. They begin with a letter, so they are neither numbers nor dates, and they are not
 * YAML keywords.
 */
const AS_IT_IS = /^(?!(?:y|n|yes|no|on|off|true|false|null|e[+-]?\d+)$)(?!.* #)[a-z/](?:[ -9;-~]|:(?=\S))*(?<! )$/i;

/** Maximum length of keys, because longer keys have another form, and of cached strings. */
const MAX_LENGTH = 500;

/** Maximum number of cached strings. Fields and units repeat; names and images are mostly printed unchanged. */
const MAX_KNOWN = 10_000;

/** For each string, the text of cdk8s as a key, as a value and in a list; null if these differ or have several lines. */
const known = new Map<string, string | null>();

/** The YAML of an object as cdk8s prints it; undefined if this printer does not support the object. */
export function plainYaml(object: JsonObject): string | undefined {
  try {
    return Object.keys(object).length === 0 ? undefined : mapText(object, '');
  } catch (error) {
    if (error === NOT_PLAIN) {
      return undefined;
    }
    throw error;
  }
}

const NOT_PLAIN = new Error('not plain');

/** The lines of a map. The first field begins where the map begins: at the start of a line, or after the dash of a list. */
function mapText(map: JsonObject, indent: string): string {
  let text = '';
  for (const key in map) {
    text += `${text === '' ? '' : indent}${keyText(key)}:${valueText(map[key], indent)}`;
  }
  return text;
}

/** The text after the colon of a field, to the end of its last line. */
function valueText(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (typeof value !== 'object' || value === null) {
    return ` ${scalarText(value, inner)}\n`;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? ' []\n' : `\n${inner}${listText(value, inner)}`;
  }
  return isEmpty(value) ? ' {}\n' : `\n${inner}${mapText(value as JsonObject, inner)}`;
}

function listText(list: readonly unknown[], indent: string): string {
  let text = '';
  for (const item of list) {
    text += `${text === '' ? '' : indent}- ${itemText(item, `${indent}  `)}`;
  }
  return text;
}

function itemText(item: unknown, indent: string): string {
  if (typeof item !== 'object' || item === null) {
    return `${scalarText(item, indent)}\n`;
  }
  if (Array.isArray(item)) {
    return item.length === 0 ? '[]\n' : listText(item, indent);
  }
  return isEmpty(item) ? '{}\n' : mapText(item as JsonObject, indent);
}

function isEmpty(map: object): boolean {
  for (const _ in map) {
    return false;
  }
  return true;
}

/** @param indent the indentation of lines in a multi-line string */
function scalarText(value: unknown, indent: string): string {
  switch (typeof value) {
    case 'string': return isSafeBlock(value) ? blockText(value, indent) : stringText(value);
    case 'boolean': return String(value);
    case 'number': return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : fail();
    default: return value === null ? 'null' : fail();
  }
}

/** The lines of a block. Blank lines are not indented. */
function blockText(text: string, indent: string): string {
  const isEnded = text.endsWith('\n');
  return `|${isEnded ? '' : '-'}\n${indent}${(isEnded ? text.slice(0, -1) : text).replace(/\n+/g, `$&${indent}`)}`;
}

function stringText(text: string): string {
  return AS_IT_IS.test(text) ? text : knownText(text) ?? fail();
}

function keyText(key: string): string {
  return key.length > MAX_LENGTH ? fail() : stringText(key);
}

function knownText(text: string): string | null {
  if (text.length > MAX_LENGTH) {
    return null;
  }
  let printed = known.get(text);
  if (printed === undefined) {
    if (known.size >= MAX_KNOWN) {
      known.clear();
    }
    printed = printedText(text);
    known.set(text, printed);
  }
  return printed;
}

/** The text that cdk8s prints for a string, if it is the same in all positions. */
function printedText(text: string): string | null {
  const inList = Yaml.stringify({ list: [text] }).slice('list:\n  - '.length, -1);
  const expected: readonly (readonly [object: object, yaml: string])[] = [
    [{ value: text }, `value: ${inList}\n`],
    [{ [text]: 0 }, `${inList}: 0\n`],
    [{ map: { value: text } }, `map:\n  value: ${inList}\n`],
    [{ map: { [text]: 0 } }, `map:\n  ${inList}: 0\n`],
  ];
  return !inList.includes('\n') && expected.every(([object, yaml]) => Yaml.stringify(object) === yaml) ? inList : null;
}

function fail(): never {
  throw NOT_PLAIN;
}
