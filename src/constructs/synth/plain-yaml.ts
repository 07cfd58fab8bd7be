/*
 * Prints objects of plain strings, numbers, lists and maps, as nearly all of Kubernetes are, byte for byte as cdk8s does, in a tenth of the
 * time. What it does not know it asks the printer of cdk8s, string by string; an object with anything else is not printed here at all.
 */
import { Yaml } from 'cdk8s';
import { isSafeBlock } from './safe-text';
import { JsonObject } from '../../formats/manifest/json';

/** Strings that are printed as they are, wherever they stand: neither numbers, dates nor words with a meaning begin with a letter. */
const AS_IT_IS = /^(?!(?:y|n|yes|no|on|off|true|false|null|e[+-]?\d+)$)(?!.* #)[a-z/](?:[ -9;-~]|:(?=\S))*(?<! )$/i;

/** Longer keys are printed in another form, and longer strings are not remembered. */
const MAX_LENGTH = 500;

/** How many strings are remembered. They repeat: fields and units do, names and images are mostly printed as they are. */
const MAX_KNOWN = 10_000;

/** How cdk8s prints a string as a key, as a value and in a list; null if not the same everywhere, or on several lines. */
const known = new Map<string, string | null>();

/** The YAML of an object as cdk8s prints it; undefined if that is not known here. */
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

/** Each field on lines of its own. The first begins where the map does: at the start of a line, or behind the dash of a list. */
function mapText(map: JsonObject, indent: string): string {
  let text = '';
  for (const key in map) {
    text += `${text === '' ? '' : indent}${keyText(key)}:${valueText(map[key], indent)}`;
  }
  return text;
}

/** What follows the colon of a field, up to the end of its last line. */
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

/** @param indent of the lines of a string of several lines */
function scalarText(value: unknown, indent: string): string {
  switch (typeof value) {
    case 'string': return isSafeBlock(value) ? blockText(value, indent) : stringText(value);
    case 'boolean': return String(value);
    case 'number': return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : fail();
    default: return value === null ? 'null' : fail();
  }
}

/** Blank lines are not indented. */
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

/** Asks cdk8s, in the places where a string can stand. */
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
