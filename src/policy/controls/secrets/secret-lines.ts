/*
 * Finds the lines of a manifest that may show a secret, by its form or by the name beside it. A hidden line does no harm, so more texts
 * count as secrets here than in findings.
 */
import { HIDDEN } from './secret-forms';
import { hiddenKind, isHiddenName } from './secret-pairs';
import { withoutSecrets } from './secret-words';

/** `key: value`, also as an item of a list, and `key=value`. */
const FIELD = /^([\s-]*)(?:"([^"]{1,200})"|'([^']{1,200})'|([\w./-]{1,200}))\s*(?::(?=\s|$)|=)\s*(.*)$/;
/** The fields of an object on one line, with name and value. */
const FLOW_FIELD = /[{,]\s*["']?([\w./-]{1,200})["']?\s*:\s+("[^"]*"|'[^']*'|[^\s,{}[\]][^,{}[\]]*)/g;
const FLOW_PAIR = /[{,]\s*["']?(?:name|key)["']?\s*:\s*["']?([\w./-]{1,200})["']?\s*,\s*["']?value["']?\s*:/g;
/** A field that names a variable or parameter. The value is in another field. */
const NAME_FIELD = /^(?:name|key)$/;
const VALUE_FIELD = /^value$/;
/** The field that marks a Secret, which can be inside another object. */
const KIND_FIELD = /^kind$/;
const SECRET_DATA = /^(?:data|stringData)$/;
/** A block of text in the next lines. */
const BLOCK = /^[|>][-+\d]*\s*(?:#.*)?$/;

/** Text with a secret that needs no name. */
const OF_ANY_NAME = [
  /\b(?:Basic|Bearer)\s+[\w+/=.~-]{8,}/,
  /^\s*password\s+\S/i,
  // A value with an anchor.
  /&[\w-]{0,100}(?:passw(?:or)?d|secret|token|api[_-]?key)\s+[^\s,}\]]/i,
  // A line inside a key or a certificate.
  /^\s*[A-Za-z0-9+/]{40,}={0,2}\s*$/,
  // A Secret as JSON.
  /"kind\\*"\s*:\s*\\*"Secret\\*"/,
];

interface Line {
  readonly indent: number;
  /** Whether the line begins an item of a list. */
  readonly isItem: boolean;
  readonly key?: string;
  readonly value: string;
}

/** The indices of lines that may show a secret. */
export function secretLines(texts: readonly string[]): ReadonlySet<number> {
  const lines = texts.map(read);
  const found = new Set<number>();
  const takeAll = (indexes: readonly number[]) => indexes.forEach((each) => found.add(each));
  // Each object is searched once: a text can repeat its keys so often that more searches would take too long.
  const done = new Set<number>();
  const besideOf = (index: number, own: RegExp, wanted: RegExp) => {
    const others = done.has(index) ? [] : siblings(lines, index);
    const named = (names: RegExp) => others.filter((each) => names.test(lines[each].key ?? ''));
    named(own).forEach((each) => done.add(each));
    return named(wanted);
  };
  lines.forEach((line, index) => {
    const { key, value } = line;
    if (isSecretLine(texts[index], line)) {
      takeAll([index, ...BLOCK.test(value) ? inside(lines, index) : []]);
    } else if (key !== undefined && isHiddenName(key) && isEmptyOrBlock(value)) {
      takeAll(inside(lines, index).filter((each) => BLOCK.test(value) || lines[each].key === undefined));
    } else if (key !== undefined && NAME_FIELD.test(key) && isHiddenName(unquoted(value))) {
      takeAll(besideOf(index, NAME_FIELD, VALUE_FIELD).flatMap((each) => [each, ...inside(lines, each)]));
    } else if (key !== undefined && KIND_FIELD.test(key) && unquoted(value) === 'Secret') {
      takeAll(besideOf(index, KIND_FIELD, SECRET_DATA).flatMap((each) => inside(lines, each)));
    }
  });
  return found;
}

function read(text: string): Line {
  const [, before, double, single, plain, value = ''] = FIELD.exec(text) ?? [];
  const start = before ?? /^[\s-]*/.exec(text)![0];
  return {
    indent: start.length,
    isItem: start.includes('-'),
    key: double ?? single ?? plain,
    value: before === undefined ? text.trim() : value,
  };
}

function isSecretLine(text: string, { key, value }: Line): boolean {
  return OF_ANY_NAME.some((pattern) => pattern.test(text)) || withoutSecrets(text).includes(HIDDEN)
    || (key !== undefined && !isEmptyOrBlock(value) && hiddenKind(key, unquoted(value)) !== undefined)
    || (text.includes('{') && isSecretFlow(text));
}

function isSecretFlow(text: string): boolean {
  return [...text.matchAll(FLOW_FIELD)].some(([, key, value]) => hiddenKind(key, unquoted(value)) !== undefined)
    || [...text.matchAll(FLOW_PAIR)].some(([, name]) => isHiddenName(name));
}

function isEmptyOrBlock(value: string): boolean {
  return value === '' || value.startsWith('#') || BLOCK.test(value);
}

/** The lines of the value of a field: lines with more indentation, and the items of a list. */
function inside(lines: readonly Line[], index: number): readonly number[] {
  const { indent } = lines[index];
  const found: number[] = [];
  for (let next = index + 1; next < lines.length && (lines[next].indent > indent || isBlank(lines[next])); next++) {
    found.push(next);
  }
  return found;
}

/** The other fields of the same object. */
function siblings(lines: readonly Line[], index: number): readonly number[] {
  const { indent } = lines[index];
  const found: number[] = [];
  const add = (each: number) => found.push(...lines[each].indent === indent ? [each] : []);
  const isDeeper = (each: number) => lines[each] !== undefined && (lines[each].indent >= indent || isBlank(lines[each]));
  const begins = (each: number) => lines[each].isItem && lines[each].indent === indent;
  for (let each = index; !begins(each) && isDeeper(each - 1); each--) {
    add(each - 1);
  }
  for (let each = index + 1; isDeeper(each) && !begins(each); each++) {
    add(each);
  }
  return found;
}

function isBlank({ key, value }: Line): boolean {
  return key === undefined && value === '';
}

function unquoted(value: string): string {
  return value.replace(/\s+#.*$/, '').replace(/,$/, '').trim().replace(/^(["'])(.*)\1$/, '$2');
}
