import * as fc from 'fast-check';
import { matchesWildcards } from '../../../src/formats/manifest/wildcards';

test.each([
  ['web', 'web', true],
  ['web', 'webs', false],
  ['web', 'we', false],
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['*', 'a/b', true],
  ['web-*', 'web-1', true],
  ['web-*', 'we', false],
  ['*-web', 'a-b-web', true],
  ['a*b*c', 'a-bb-c-c', true],
  ['a*b*c', 'a-c-b', false],
  ['a*a', 'a', false],
  ['**a', 'ba', true],
  ['a.c', 'abc', false],
])('the pattern %j and the text %j: %j', (pattern, text, expected) => expect(matchesWildcards(pattern, text)).toBe(expected));

test('a part can be a test of a character', () => {
  const pattern = ['a', '*', (character: string) => character < 'c'];
  expect(['ab', 'axxb', 'ac', 'a'].map((text) => matchesWildcards(pattern, text))).toEqual([true, true, false, false]);
});

test('matches as the regular expression would', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(fc.property(texts, texts.map((text) => text.replaceAll('*', 'c')), (pattern, text) => {
    expect(matchesWildcards(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text));
  }));
});
