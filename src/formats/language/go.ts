import { isOptionName } from './names';
import { Dialect, typedCode } from './typed';
import { hasConstants, isOfInstances, isOptionWord, Library, libraryOf, libraryOfStruct } from './types';

/** The names by which apps import the packages. */
const PACKAGES: Readonly<Record<Library, string>> = { cdk8s: 'cdk8s', plus: 'cdk8splus28', own: 'cdk8shardened' };

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);
const qualified = (type: string) => `${PACKAGES[libraryOf(type) ?? 'own']}.${type}`;
const pairs = (entries: readonly (readonly [string, string])[]) => entries.map(([key, value]) => `${key}: ${value}`).join(', ');

const GO: Dialect = {
  text: (value) => `jsii.String(${JSON.stringify(value)})`,
  number: (value) => `jsii.Number(${value})`,
  literals: { true: 'jsii.Bool(true)', false: 'jsii.Bool(false)', undefined: 'nil', null: 'nil' },
  date: (year, month, day) => `jsii.Time(time.Date(${year}, ${month}, ${day}, 0, 0, 0, 0, time.UTC))`,
  name: (word, before, after) => isName(word, before, after) ? capital(word) : word,
  entry: ([key, value]) => `${capital(key)}: ${value}`,
  struct: (type, entries) => `&${PACKAGES[libraryOfStruct(type)]}.${type}{${pairs(entries.map(([key, value]) => [capital(key), value]))}}`,
  map: (entries) => collection('map[string]', entries.map(([, value]) => value), (values) =>
    pairs(entries.map(([key], index) => [JSON.stringify(key), values[index]]))),
  list: (items) => items.length > 0 && items.every((item) => item.startsWith('jsii.String('))
    ? `jsii.Strings(${items.map((item) => item.slice('jsii.String('.length, -1)).join(', ')})`
    : collection('[]', items, (values) => values.join(', ')),
  member: (type, name) => isOfInstances(`${type}.${name}`) ? `${type}.${capital(name)}`
    : `${qualified(type)}_${capital(name)}${/^[A-Z]/.test(name) && hasConstants(type) ? '()' : ''}`,
  create: (type) => qualified(type).replace('.', '.New'),
  // Go leaves out no arguments.
  args: (given, missing) => `(${[...given, ...Array.from({ length: missing > 0 ? missing : 0 }, () => 'nil')].join(', ')})`,
};

/** A list or a map with the type of its values, which structs in it do not repeat. */
function collection(of: string, values: readonly string[], written: (values: readonly string[]) => string): string {
  const [first = ''] = values;
  const struct = /^&(\w+\.\w+)\{/.exec(first)?.[1];
  const type = struct ? `*${struct}` : /^(\w+\.[A-Z][A-Za-z0-9]*)_/.exec(first)?.[1] ?? '*string';
  const isTyped = (value: string) => struct !== undefined && value.startsWith(`&${struct}{`);
  return `&${of}${type}{${written(values.map((value) => isTyped(value) ? value.slice(`&${struct}`.length) : value))}}`;
}

function isName(word: string, before: string, after: string): boolean {
  const isMethod = before === '.' && after === '(' && /^[a-z]+$/.test(word);
  const isWhole = before === '`' && ['`', '.', ':'].includes(after);
  return isMethod || isOptionName(word, before) || isOptionWord(word) && (before === '.' || isWhole);
}

/** A text with snippets of TypeScript, as a user of Go would write them: `WritablePaths: &[]cdk8shardened.WritablePath{…}`. */
export function goCode(text: string): string {
  return GO.literals[text] === undefined ? typedCode(text, GO) : text.replace(/^(?:undefined|null)$/, 'nil');
}
