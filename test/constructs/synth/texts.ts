import * as fc from 'fast-check';
import { isSafeBlock, isSafeLine, MAX_KEY_LENGTH } from '../../../src/constructs/synth/safe-text';
import { JsonObject } from '../../../src/formats/manifest/json';

/** Strings that readers of YAML could take for something else, and strings of the characters that make it so. */
export const ODD = [
  'true', 'Yes', 'yEs', 'y', 'N', 'on', 'null', '~', '1', '1.0', '0x1f', '0o17', '017', '0b1', '1e3', '.1e5', 'e3', 'e+3', '-e3', '1_000', '.inf', '-.INF', '.NaN', 'nan', '0x1p-2',
  '2020-01-01', '2001-12-14t21:59:43.10-05:00', '12:30', '190:20:30', '<<', '=', '-', '--', '-a', '---', '--- a', '...', '... a', '%a', '- a', '? a', '?a', 'a: b', 'a:b', 'a:', ':a',
  'a #b', 'a#b', '#', '@a', '`a', '!a', '&a', '*', '*a', '|', '>', '\'a\'', '"a"', 'a ', ' a', '', '0 3 * * *', '*/5 * * * *', '{"a": 1}', 'a{b}', 'a, b', '[a]', 'a[0]', '\t', 'a\tb',
  'https://api.example.com/v1/web?region=eu&retry=3#top', 'sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1', '1f8e4d', '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  '10.0.0.0/8', '24h', '8080', '8080:http', '1.4.2-alpine@sha256:0123', '1g', '5=', '$(HOME)/cache', '${A:-b}', 'set -e; echo "a" | tee b', 'a\\b', 'it\'s', '50%',
  'a\nb', 'a\nb\n', 'a\n\nb\n\n', '\na', ' a\nb', 'a\n b', 'a\n\tb', 'a \nb', 'a\n \nb', 'a\n---\nb', '---\na', '# a\n# b\n', '- a\n- b', 'a: b\nc: d\n', '%a\nb', '"a\nb"', 'a\r\nb', '\n', '\n\n',
  'é', 'a\u00A0b', '\u2028', 'a\u0085b', '\uFEFFa', '😀', '\uD800', 'a\u007F', '__proto__', 'contents', 'keys', 'values', 'list', 'text', 'x'.repeat(1200), 'a '.repeat(600) + 'b', '"'.repeat(300),
];

export const texts = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...'aa1 \n\t:#-"\'\\?%.,*&[]{}|>e+x_/'), maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(...'ab1 \n\t:#\u2028\u2029\u0085\u007F\u009B\uFEFF\uFFFEé'), maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(...'aé你😀— \n:#-"\u00A0\u3000'), maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(...'0123456789abcdefxXoObBeE+-._:TZgk/='), maxLength: 8 }),
  fc.array(fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('', '  a: b', '\ta', '- x', '# y', '---', '...', '%a', 'a ')), { minLength: 2, maxLength: 5 }).map((lines) => lines.join('\n')),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

/** Strings that a synthesis never reads back. */
export const safeTexts = texts.filter((text) => isSafeLine(text) || isSafeBlock(text));

/** The same, as keys. */
export const safeKeys = texts.filter((text) => isSafeLine(text) && text.length <= MAX_KEY_LENGTH);

/** JSON that puts such strings wherever a string can stand in YAML: at every depth, as keys and values, in lists and in lists of lists. */
export function jsonOf(strings: fc.Arbitrary<string>): fc.Arbitrary<JsonObject> {
  const words = fc.constantFrom('a', 'b', 'c');
  const keys = fc.oneof({ weight: 4, arbitrary: words }, strings.filter((key) => key !== '__proto__'));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, strings, words, fc.constantFrom(0, true, null),
      fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(keys, tie('value'), { maxKeys: 2 })),
  }));
  return fc.dictionary(keys, value, { minKeys: 1, maxKeys: 2 }) as fc.Arbitrary<JsonObject>;
}
