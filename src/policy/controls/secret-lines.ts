/*
 * Finds the lines of a manifest that may show a secret, by the forms of secrets and by the names beside them. A line that is only shown
 * around something else can be hidden without loss, so more is taken for a secret here than where it is a finding.
 */
import { HIDDEN, secretIn } from './secret-forms';
import { hiddenKind, isHiddenName } from './secret-pairs';
import { withoutSecrets } from './secret-words';

/** `key: value`, also as an item of a list, and `key=value`. */
const FIELD = /^([\s-]*)(?:"([^"]{1,200})"|'([^']{1,200})'|([\w./-]{1,200}))\s*(?::(?=\s|$)|=)\s*(.*)$/;
/** The fields of an object on one line, and its name and value. */
const FLOW_FIELD = /[{,]\s*["']?([\w./-]{1,200})["']?\s*:\s+("[^"]*"|'[^']*'|[^\s,{}[\]][^,{}[\]]*)/g;
const FLOW_PAIR = /[{,]\s*["']?(?:name|key)["']?\s*:\s*["']?([\w./-]{1,200})["']?\s*,\s*["']?value["']?\s*:/g;
/** Fields that name a variable or a parameter, whose value is beside it. */
const NAME_FIELD = /^(?:name|key)$/;
const VALUE_FIELD = /^value$/;
/** The fields of a Secret, which can be in another object. */
const KIND_FIELD = /^kind$/;
const SECRET_DATA = /^(?:data|stringData)$/;
/** A text in the next lines. */
const BLOCK = /^[|>][-+\d]*\s*(?:#.*)?$/;

/** Text that has a secret, whatever its name. */
const OF_ANY_NAME = [
  /\b(?:Basic|Bearer)\s+[\w+/=.~-]{8,}/,
  /^\s*password\s+\S/i,
  // A value with an anchor.
  /&[\w-]{0,100}(?:passw(?:or)?d|secret|token|api[_-]?key)\s+[^\s,}\]]/i,
  // A line of a key or certificate, without its first one.
  /^\s*[A-Za-z0-9+/]{40,}={0,2}\s*$/,
  // A Secret as JSON.
  /\\*"kind\\*"\s*:\s*\\*"Secret\\*"/,
];

interface Line {
  readonly indent: number;
  /** Whether it begins an item of a list. */
  readonly isItem: boolean;
  readonly key?: string;
  readonly value: string;
}

/** The lines that may show a secret, by their positions. */
export function secretLines(texts: readonly string[]): ReadonlySet<number> {
  const lines = texts.map(read);
  const found = new Set<number>();
  const takeAll = (indexes: readonly number[]) => indexes.forEach((each) => found.add(each));
  // A text may repeat a key of an object as often as it likes: each object is read once.
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
  return { indent: start.length, isItem: start.includes('-'), key: double ?? single ?? plain, value: before === undefined ? text.trim() : value };
}

function isSecretLine(text: string, { key, value }: Line): boolean {
  return secretIn(text) !== undefined || OF_ANY_NAME.some((pattern) => pattern.test(text)) || withoutSecrets(text).includes(HIDDEN)
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

/** The lines that are indented deeper than a field, and the items of its list. */
function inside(lines: readonly Line[], index: number): readonly number[] {
  const { indent } = lines[index];
  const found: number[] = [];
  for (let next = index + 1; next < lines.length && (lines[next].indent > indent || isBlank(lines[next])); next++) {
    found.push(next);
  }
  return found;
}

/** The other fields of an object. */
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
