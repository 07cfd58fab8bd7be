import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { jsonOf, texts as oddTexts } from './texts';
import { plainYaml } from '../../../src/constructs/synth/plain-yaml';

// Whatever it prints is what cdk8s prints, byte for byte; what it does not know it leaves to cdk8s.

const SPECIAL = [
  'true', 'Yes', 'NO', 'yEs', 'y', 'N', 'on', 'Off', 'null', 'NULL', '~', '1', '1.0', '0x1f', '0o17', '017', '0b1', '1e3', 'e3', '.inf', '-.INF', '.NaN', 'nan', '2020-01-01',
  '2001-12-14t21:59:43.10-05:00', '12:30', '190:20:30', '1_000', '<<', '=', '-', '--', '-a', '---', '...', '- a', '? a', '?a', 'a: b', 'a:b', 'a:', ':a', 'a #b', 'a#b', '#', '@a', '`a',
  '%a', '!a', '&a', '*a', '|', '>', '\'a\'', '"a"', 'a ', ' a', '', 'a\nb', 'a\n', '\n', '\t', 'a\tb', 'a\r', '/x', '//', 'http://a:80/b', 'x=y', 'a,b', '[a]', '{a}', 'a]', '100m', '1Gi', '8080', '10%',
  '1.2.3.4', 'registry.example.com:5000/a/b:1.2@sha256:0123', 'app.kubernetes.io/name', 'A_B', 'a.b-c', 'a..b', 'a::b', 'é', '\u2028', '\u0085', '\uFEFFa', '😀', '\uD800', '__proto__',
  'a'.repeat(600), 'a b'.repeat(60), 'x'.repeat(90), 'constructor', 'toString', 'contents',
];

const texts = fc.oneof(fc.constantFrom(...SPECIAL), fc.stringMatching(/^[a-zA-Z0-9:./@=_ -]{0,12}$/), fc.string({ maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 12 }));
const keys = texts.filter((key) => key !== '__proto__');
const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, texts, fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined),
    fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(keys, tie('value'), { maxKeys: 4 })),
}));

function expectSame(object: object): boolean {
  const printed = plainYaml(object as Record<string, unknown>);
  if (printed !== undefined) expect(printed).toBe(Yaml.stringify(object));
  return printed !== undefined;
}

test.each(SPECIAL.map((text) => [JSON.stringify(text.slice(0, 40)), text]))('prints %s as cdk8s does', (_, text) => {
  [{ a: text }, { [text]: 1 }, { a: [text] }, { a: { b: [[text, { [text]: text }]] } }].forEach(expectSame);
});

test('prints any value as cdk8s does', () => {
  fc.assert(fc.property(fc.dictionary(keys, values, { maxKeys: 5 }), (object) => { expectSame(object); }), { numRuns: 3000 });
});

test('prints JSON of any strings as cdk8s does', () => {
  let printed = 0;
  fc.assert(fc.property(jsonOf(oddTexts), (object) => { printed += expectSame(object) ? 1 : 0; }), { numRuns: 1500 });
  expect(printed).toBeGreaterThan(100);
});

test('prints what nearly all objects are made of itself', () => {
  const plain = ['web', '/tmp', '8080', '', '1500m', '64Mi', 'registry.example.com/web:1.4.2', 'app.kubernetes.io/name', 'true', '1.2.3.4', '25%', '-c', '$(HOME)/cache'];
  const more = { none: {}, nothing: [], number: 1, yes: true, null: null, items: [{}, []] };
  expect(plain.filter((text) => !expectSame({ [text]: text, list: [text, { a: text }, [text]], more }))).toEqual([]);
  expect(expectSame({ list: plain, map: Object.fromEntries(plain.map((text) => [text, text])) })).toBe(true);
});

test('an empty object, and values that YAML has no word for, are left to cdk8s', () => {
  expect([{}, { a: 1.5 }, { a: -0 }, { a: NaN }, { a: undefined }, { a: () => 1 }, { a: 1n }, { a: Symbol('a') }, { a: 'b \nc' }].map((object) => plainYaml(object)))
    .toEqual(Array(9).fill(undefined));
});
