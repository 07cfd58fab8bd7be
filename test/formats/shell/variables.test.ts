import { NOTHING_KNOWN, unquote } from '../../../src/formats/shell/variables';

// What BuildKit's lexer computes: frontend/dockerfile/shell/lex.go.

const VALUES = new Map([['A', 'x0'], ['N', '0'], ['E', ''], ['P', 'a/b/c'], ['L', 'a'.repeat(3000)]]);
const evaluate = (word: string, escape = '\\') => unquote(word, escape, (name) => VALUES.get(name));

test.each([
  ['${A#x}', '0'], ['${A#y}', 'x0'], ['${A#*}', 'x0'], ['${A##*}', ''], ['${A#?}', '0'], ['${A##*x}', '0'], ['${A:#x}', '0'],
  ['${A%0}', 'x'], ['${A%%?}', 'x'], ['${P%/*}', 'a/b'], ['${P%%/*}', 'a'], ['${P#*/}', 'b/c'], ['${P##*/}', 'c'],
  ['${A/x/}', '0'], ['${A/x/1}', '10'], ['${P//\\//-}', 'a-b-c'], ['${P/\\//-}', 'a-b/c'], ['${P/*/z}', 'z'], ['${P//?/z}', 'zzzzz'], ['${A/y/z}', 'x0'],
  ['${E/*/0}', '0'], ['${E#x}', ''], ['${A#"x"}', '0'], ["${A#'x'}", '0'], ['${A#$N}', 'x0'], ['${A%$N}', 'x'], ['${A#[x]}', 'x0'], ['${A#\\*}', 'x0'], ['${A%${N}}', 'x'],
  ['${N:?no}', '0'], ['${N?no}', '0'], ['${E?no}', ''],
  ['${U:-{}', '{'], ['${U:-{x}}', '{x}'], ['${U:-"}"}', '}'], ['${U:-\\}}', '}'], ['"${U:-"b c"}"', 'b c'], ['${U:-\'$A\'}', '$A'], ['${U:-"$A"}', 'x0'],
  ['${A:-1}${A:+2}', 'x02'], ['$A$N', 'x00'], ['$', '$'], ['a$/b', 'a$/b'],
])('%s is %s', (word, value) => expect(evaluate(word)).toBe(value));

test.each([
  '$U', '${U}', '${U#x}', '${U%%x}', '${U/x/0}', '${U//x/0}', '${U:?no}', '${U?no}', '${U:+1}', '${E:?no}', '$U$V', '$1', '$@', '${A#$U}', '${A/x/$U}', '${A#\\x}', '${A//}', '${L#a}',
  '${A', '${A:-x', '${A^^}', '${A:1:2}', '${#A}', '${}', '${{A}}', '${:A}', '${A/x', '${A/x}',
])('%s is not changed', (word) => expect(evaluate(word)).toBe(word));

test('a quote in an unclosed reference does not change the reference', () => expect(evaluate('${A:-"x}')).toBe('${A:-x}'));

test('resolves variables with another escape character', () => {
  expect(evaluate('${U:-`}}', '`')).toBe('}');
  expect(evaluate('`$A', '`')).toBe('$A');
});

test('names are letters of any language, or only digits', () => {
  expect(unquote('$é1$1a', '\\', (name) => ({ é1: '7', 1: '8' })[name])).toBe('78a');
});

test('very long references are not changed', () => {
  expect(unquote(`\${U:-${'a'.repeat(300)}}`, '\\', NOTHING_KNOWN)).toBe(`\${U:-${'a'.repeat(300)}}`);
});
