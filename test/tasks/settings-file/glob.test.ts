import * as fc from 'fast-check';
import picomatch from 'picomatch';
import { checkGlob, literalGlob, readGlob } from '../../../src/tasks/settings-file/glob';

const isMatch = (glob: string, path: string) => readGlob(glob)(path.split('/'));

test.each<[string, readonly string[], readonly string[]]>([
  ['a.yaml', ['a.yaml'], ['b.yaml', 'x/a.yaml', 'a.yam', 'aa.yaml']],
  ['a', ['a', 'a/b', 'a/b/c.yaml'], ['b/a', 'ab']],
  ['*.yaml', ['a.yaml', '.yaml', '.a.yaml'], ['a.yml', 'x/a.yaml']],
  ['**/a', ['a', 'x/a', 'x/y/a', 'x/a/b'], ['x/ab', '../a']],
  ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b/c'], ['a', 'b', 'a/x']],
  ['a/**', ['a', 'a/b', 'a/b/c'], ['b']],
  ['*/**', ['a/b', 'a/b/c'], ['a']],
  ['{a,}', ['a'], ['b', 'b/a']],
  ['**', ['a', 'a/b'], ['../a']],
  ['a/*', ['a/b', 'a/b/c', 'a/.b'], ['a']],
  ['?.yaml', ['a.yaml'], ['.yaml', 'ab.yaml']],
  ['[a-c].yaml', ['a.yaml', 'c.yaml'], ['d.yaml', '-.yaml']],
  ['[!a-c]x', ['dx'], ['ax', 'x']],
  ['[^a]x', ['bx'], ['ax']],
  ['[]]x', [']x'], ['x']],
  ['[ab', ['[ab'], ['a']],
  ['{a,b}.yaml', ['a.yaml', 'b.yaml'], ['c.yaml', '{a,b}.yaml']],
  ['{a,b{c,d}}/x', ['a/x', 'bc/x', 'bd/x'], ['b/x']],
  ['{a/b,c}/x', ['a/b/x', 'c/x'], ['a/x']],
  ['a{,b}', ['a', 'ab'], ['abb']],
  ['{a}', ['{a}'], ['a']],
  ['\\*', ['*'], ['a']],
  ['[*]', ['*'], ['a']],
  ['a (1).yaml', ['a (1).yaml'], ['a 1.yaml']],
  ['../a*', ['../a', '../ab'], ['a', '../../a']],
  ['*/a', ['x/a'], ['../a']],
  ['.*', ['.a'], ['..', '../a']],
])('the glob %s matches %j, and not %j', (glob, matched, others) => {
  expect(matched.filter((path) => !isMatch(glob, path))).toEqual([]);
  expect(others.filter((path) => isMatch(glob, path))).toEqual([]);
});

test.each([
  ['!a', 'the glob "!a" has "!", which is not supported'],
  ['+(a|b)', 'the glob "+(a|b)" has "+(", which is not supported'],
  ['a{1..3}', 'the glob "a{1..3}" has "{1..3}", which is not supported'],
  ['a'.repeat(1001), 'is longer than 1000 characters: use several globs'],
  ['{a,b}'.repeat(30), 'expands to more than 1000 globs: use fewer braces'],
])('refuses %s', (glob, message) => expect(() => {
  checkGlob(glob);
  readGlob(glob);
}).toThrow(message));

const word = fc.string({ unit: fc.constantFrom('a', 'b', '.', '-'), minLength: 1, maxLength: 4 }).filter((text) => !/^\.+$/.test(text));
const piece = fc.oneof(word, fc.constantFrom('*', '?', '[ab]', '[^a]', '{a,b}', '{a,*b}', '{ab,}'));
const step = fc.oneof({ weight: 1, arbitrary: fc.constant('**') }, { weight: 4, arbitrary: fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')) });
const path = fc.array(word, { minLength: 1, maxLength: 4 }).map((steps) => steps.join('/'));

test('globs match what picomatch matches, and what is in a folder that it matches', () => {
  // picomatch reads `[!a]` as either of both, and takes two stars within a name for a `**`. Its `*{ab,}/**` and `*/**/{ab,}` match a file
  // where its `*/**` does not.
  const isCompared = (text: string) => text.split('/').every((each) => each === '**' || !each.includes('**'))
    && text.split('{').length < 10 && !/\*\/?\{ab,\}/.test(text);
  const glob = fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => steps.join('/')).filter(isCompared);
  fc.assert(fc.property(glob, path, (pattern, name) => {
    expect([pattern, name, isMatch(pattern, name)]).toEqual([pattern, name, picomatch([pattern, `${pattern}/**`], { dot: true })(name)]);
  }), { numRuns: 3000 });
});

test('a path as a glob matches only itself', () => {
  const odd = fc.string({ unit: fc.constantFrom('a', '*', '?', '[', ']', '{', '}', ',', '(', ')', '!', '\\', '+', '.'), minLength: 1, maxLength: 8 }).filter((text) => !/^\.+$/.test(text));
  fc.assert(fc.property(odd, odd, (name, other) => {
    expect(() => checkGlob(literalGlob(name))).not.toThrow();
    expect(isMatch(literalGlob(name), name)).toBe(true);
    expect(isMatch(literalGlob(name), other)).toBe(name === other);
  }), { numRuns: 1000 });
});
