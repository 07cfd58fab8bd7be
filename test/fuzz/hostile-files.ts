import { stringify } from 'yaml';
import { goodPod } from '../policy/controls/support';

/** One document. */
const GOOD = stringify(goodPod());

/*
 * Files that are made to bring a reader of YAML down. To each the exit codes that are right: 0 and 1 where kubectl reads it, 2 where
 * no one can, where a person and kubectl would read something else, or where there is nothing to read.
 */

export interface HostileFile {
  readonly content: string | Uint8Array;
  readonly answers: readonly number[];
}

const MANY = 100_000;
const HUGE = 20_000_000;
const nested = (open: string, close = '', depth = MANY) => `${open.repeat(depth)}${close.repeat(depth)}`;
const inPod = (field: string) => `${GOOD}zzz: ${field}\n`;
const indented = (depth: number, mark: string) => Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}${mark}\n`).join('');

const refused = (content: string | Uint8Array): HostileFile => ({ content, answers: [2] });
const audited = (content: string | Uint8Array): HostileFile => ({ content, answers: [0, 1] });

/** `a` is ten times `b`, which is ten times `c`, and so on. */
function bomb(levels: number, width: number): string {
  const lines = Array.from({ length: levels }, (_, level) =>
    `a${level}: &a${level} [${Array(width).fill(level === 0 ? 'lol' : `*a${level - 1}`).join(', ')}]`);
  return `${GOOD}${lines.join('\n')}\n`;
}

const utf16 = (text: string, mark = '\uFEFF') => Buffer.from(mark + text, 'utf16le');

export const HOSTILE_FILES: Readonly<Record<string, HostileFile>> = {
  // Depth
  'brackets': refused(nested('[')),
  'closed brackets': refused(nested('[', ']')),
  'braces of YAML': refused(nested('{a: ')),
  'braces of JSON': refused(nested('{"a":', '}').replace('}', '1}')),
  'brackets in a pod': refused(inPod(nested('[', ']'))),
  'lists in a line': refused(nested('- ')),
  'keys in a line': refused(nested('? ')),
  'keys, one below the other': refused(inPod(`\n${indented(3000, 'a:')}`)),
  'lists, one below the other': refused(indented(3000, '-')),
  'depth just below the limit': audited(inPod(nested('[', ']', 900))),
  'tags': refused(inPod(nested('!!str '))),
  'anchors': refused(inPod(nested('&a '))),
  'directives': refused(`${'%YAML 1.2\n'.repeat(MANY)}---\n${GOOD}`),

  // Size
  'a long text': audited(inPod('x'.repeat(HUGE))),
  'a long text in quotes, with escapes': audited(inPod(`"${'\\u0041\\x42'.repeat(MANY)}"`)),
  'a long text in single quotes': audited(inPod(`'${'\'\''.repeat(MANY)}'`)),
  'a long block': audited(inPod(`|\n${'  x\n'.repeat(MANY)}`)),
  'a long key': audited(`${GOOD}${'k'.repeat(1000)}: v\n`),
  'a long comment': audited(`#${'x'.repeat(HUGE)}\n${GOOD}`),
  'many comments': audited(`${'# x\n'.repeat(MANY)}${GOOD}`),
  'many blank lines': audited(`${GOOD}${'\n'.repeat(HUGE)}`),
  'many spaces': audited(`${GOOD}${' '.repeat(HUGE)}\n`),
  'many keys': audited(`${GOOD}${Array.from({ length: MANY }, (_, index) => `k${index}: v`).join('\n')}\n`),
  'many items': audited(inPod(`[${'x, '.repeat(MANY)}x]`)),
  'many empty documents': audited(`${'---\n'.repeat(MANY)}${GOOD}`),
  'many anchors': audited(`${GOOD}${Array.from({ length: 10_000 }, (_, index) => `k${index}: &a${index} v`).join('\n')}\n`),
  'an integer of a million digits': audited(inPod('9'.repeat(1_000_000))),
  'a hexadecimal of a million digits': audited(inPod(`0x${'f'.repeat(1_000_000)}`)),
  'an exponent of a million digits': audited(inPod(`1e${'9'.repeat(1_000_000)}`)),
  'binary': audited(inPod(`!!binary ${'QUFB'.repeat(MANY)}`)),
  'a long value in a field that is read': audited(GOOD.replace('name: good', `name: ${'x'.repeat(1_000_000)}`)),
  'many containers': audited(GOOD.replace('  containers:\n', `  containers:\n${Array.from({ length: 2000 }, (_, index) =>
    `    - { name: c${index}, image: "app:1" }\n`).join('')}`)),

  // Aliases
  'a billion laughs': refused(bomb(10, 10)),
  'a few laughs': audited(bomb(3, 10)),
  'a long text, again and again': refused(`${GOOD}a: &a ${'x'.repeat(100_000)}\nb: [${Array(200_000).fill('*a').join(', ')}]\n`),
  'a long text, again and again, where it is a finding': refused(
    `a: &a ${'x'.repeat(100_000)}\n${GOOD.replace('enableServiceLinks: false', `enableServiceLinks: [${Array(20_000).fill('*a').join(', ')}]`)}`),
  'a text that some fields share': audited(`a: &a ${'x'.repeat(10_000)}\n${GOOD}b: [${Array(300).fill('*a').join(', ')}]\n`),
  'an alias of what holds it': refused(inPod('&a [*a]')),
  'an alias of what comes later': refused(`${GOOD}a: *b\nb: &b 1\n`),
  'an alias of nothing': refused(inPod('*nothing')),
  'merges of merges': refused(`${GOOD}${Array.from({ length: 30 }, (_, level) =>
    `m${level}: &m${level} {${level === 0 ? 'a: 1' : `<<: [*m${level - 1}, *m${level - 1}], k${level}: [*m${level - 1}, *m${level - 1}]`}}`).join('\n')}\n`),
  'a merge of itself': refused(inPod('&a {<<: *a}')),

  // Keys
  'a duplicate key': audited(`${GOOD}kind: Pod\n`),
  'a duplicate key, deep inside': audited(GOOD.replace('privileged: false', 'privileged: false\n        privileged: true')),
  'a duplicate key, in JSON': audited('{"apiVersion": "v1", "kind": "Pod", "kind": "ConfigMap"}'),
  'a duplicate key, again and again': audited(`${GOOD}${'k: v\n'.repeat(MANY)}`),
  'a duplicate key at every depth': audited(inPod(`${'{a: 1, a: '.repeat(400)}1${'}'.repeat(400)}`)),
  'many duplicate keys': audited(`${GOOD}${Array.from({ length: MANY }, (_, index) => `k${Math.floor(index / 2)}: v\n`).join('')}`),
  'many items with a duplicate key each': audited(`{"apiVersion":"v1","kind":"List","items":[${Array(20_000).fill('{"apiVersion":"v1","kind":"Foo","a":1,"a":2}').join(',')}]}`),
  'a duplicate key that aliases repeat': audited(`a: &a {b: 1, b: 2}\n${GOOD}b: [${Array(300).fill('*a').join(', ')}]\n`),
  'keys that JavaScript objects have': audited(`${GOOD}__proto__: { kind: ConfigMap }\nconstructor: x\ntoString: x\nhasOwnProperty: x\n`),
  'a key that is a list': refused(`${GOOD}? [a]\n: b\n`),

  // Bytes
  'nothing': refused(''),
  'a byte order mark': refused('\uFEFF'),
  'byte order marks': refused(`${'\uFEFF'.repeat(5)}${GOOD}`),
  'a byte order mark before a pod': audited(`\uFEFF${GOOD}`),
  'carriage returns': audited(GOOD.replace(/\n/g, '\r\n')),
  'carriage returns alone': audited(GOOD.replace(/\n/g, '\r')),
  'UTF-16': audited(utf16(GOOD)),
  'UTF-16, cut in the middle of a character': audited(utf16(GOOD).subarray(0, -1)),
  'unpaired surrogates': audited(utf16(`${GOOD}a: \uD800\n`)),
  'UTF-8, cut in the middle of a character': refused(Buffer.from(`${GOOD}a: €`).subarray(0, -1)),
  'NUL': refused(`${GOOD}a: \0\n`),
  'NUL alone': refused(Buffer.alloc(MANY)),
  'no text at all': refused(Uint8Array.from({ length: MANY }, (_, index) => (index * 7919) % 256)),
  'letters that reverse the line': audited(`${GOOD}a: "\u202Eb"\n`),
  'emoji and combining marks': audited(`${GOOD}a: "👩‍👩‍👧‍👦 e\u0301\u0301\u0301"\nß: 中文\n`),
  'a line separator of Unicode': refused(`${GOOD}a: b\u2028c: d\n`),
  'escapes of a terminal': audited(GOOD.replace('name: good', 'name: "\\e[2J\\a"')),
  'tabs': refused(GOOD.replace(/ {2}/g, '\t')),

  // Documents
  'separators': refused('---\n'.repeat(MANY)),
  'ends': refused('...\n'.repeat(MANY)),
  'null': refused('null'),
  'a text': refused('just some text'),
  'a list': refused('- a\n- b\n'),
  'an unclosed quote': refused(`${GOOD}a: "${'x\n'.repeat(MANY)}`),
  'an unclosed bracket': refused(`${GOOD}a: [${'x,\n'.repeat(MANY)}`),
  'a tab in every line of brackets': { content: `${GOOD}a: [\n${'\tx,\n'.repeat(3000)}]\n`, answers: [0, 1, 2] },
  'a comment right behind every item': { content: `${GOOD}a: [\n${'  "x"#c\n  ,\n'.repeat(3000)}]\n`, answers: [0, 1, 2] },
  'lists in lists': refused(`${'{"items":['.repeat(490)}${']}'.repeat(490)}`),
  'lists in lists, beyond the limit': refused(`${'{"items":['.repeat(MANY)}${']}'.repeat(MANY)}`),
};
