import * as fc from 'fast-check';
import { jsonOf, ODD, safeKeys, safeTexts, texts } from './texts';
import { comparedText, emittedText } from '../../../src/constructs/synth/emitted-text';
import { isSafe, isSafeBlock, isSafeLine } from '../../../src/constructs/synth/safe-text';

/** `FUZZ_RUNS=1000000` compares a million objects. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 1500);

const neverAsked = (text: string) => fail(`${JSON.stringify(text)} was read back`);

function fail(message: string): never {
  throw new Error(message);
}

test('a string that skips the check would pass it, at every place in an object', () => {
  let shortcuts = 0;
  fc.assert(fc.property(jsonOf(fc.oneof(texts, safeTexts, safeTexts)), (object) => {
    expect(emittedText(object)).toEqual(comparedText(object));
    shortcuts += isSafe(object, () => false) ? 1 : 0;
  }), { numRuns: RUNS });
  expect(shortcuts).toBeGreaterThan(RUNS / 30);
});

test('every character can stand in a string that is never read back, or is not in one', () => {
  const ranges = [[0, 0x400], [0x1FF0, 0x2070], [0xD7F0, 0xE010], [0xFEF0, 0x10000]];
  const characters = ranges.flatMap(([from, end]) => Array.from({ length: end - from }, (_, at) => String.fromCharCode(from + at)));
  const places = ['*', 'a*', '*a', 'a*b', '1*', '*1', '1*2', '0*7', '*.5', 'a *', 'a* b', 'a *b', '*\na', 'a\n*',
    'a\n*b', 'a*\nb', 'a\n*\nb', 'a\nb*'];
  const strings = [...ODD, ...characters.flatMap((character) => places.map((place) => place.replace('*', () => character)))];
  const never = strings.filter((text) => isSafeLine(text) || isSafeBlock(text));
  const broken = never.filter((text) => comparedText({ text, map: { list: [[text]] } }) !== comparedText({}));
  const brokenKeys = never.filter((text) => isSafeLine(text) && comparedText({ [text]: { [text]: 0 } }) !== comparedText({}));
  expect([broken, brokenKeys]).toEqual([[], []]);
  expect(never.length).toBeGreaterThan(800);
});

test('strings that are never read back are the same at every depth, as keys and as values', () => {
  const objects = fc.tuple(safeKeys, safeTexts, safeTexts).map(([name, one, other]) => ({
    [name]: one,
    list: [one, [other, [one, { [name]: other, next: one }]], { [name]: [other, one], next: other }],
    map: { [name]: { [name]: one }, next: other },
  }));
  fc.assert(fc.property(objects, (object) => {
    expect(isSafe(object, neverAsked)).toBe(true);
    expect(comparedText(object)).toEqual({});
  }), { numRuns: RUNS });
});

test.each([
  'https://api.example.com/v1/web?region=eu&retry=3#top', 'registry.example.com/web@sha256:0123', '3rd.example.com', '1.4.2-alpine@sha256:0123', '10.0.0.0/8', '24h', '8080',
  'set -e; echo "a" | tee /tmp/b', 'a[0]{b}|c', '* * * * *', '*/5 * * * *', '{"a": [1]}', 'a: b', 'a #b', 'a:', 'a ', ' a', '? a', ': a', '- a', '"a"', '$(HOME)/a', 'é', '你好\n—', 'server:\n  port: 8080\n', '#!/bin/sh\nset -e\n\techo a\n', 'a\n\nb',
])('%j is never read back', (text) => {
  expect(isSafe({ text }, neverAsked)).toBe(true);
});

test.each(['true', 'n', '0o17', '1e3', '1f8e4d', '=', '~', '.a', '--- a', '😀', 'a\u00A0b', '\na', ' a\nb', 'a \nb', 'a\n\n', 'a\r\nb', 'a\u2028b'])('%j is read back', (text) => {
  expect(isSafeLine(text) || isSafeBlock(text)).toBe(false);
});

test('other printable strings are read back by themselves, whatever the object', () => {
  const asked: string[] = [];
  const isReadBack = (text: string) => asked.push(text) < 4;
  expect(isSafe({ schedule: '7 3 * * 1', list: ['a', { true: 'b' }], text: 'a: b\n \n' }, isReadBack)).toBe(true);
  expect(isSafe({ list: ['a', '1e3'], next: '0o17' }, isReadBack)).toBe(false);
  expect(asked).toEqual(['7 3 * * 1', 'true', 'a: b\n \n', '1e3']);
});

test('strings that look like the border of a document, keys of several lines, and strings that are not printable are read back with their object', () => {
  const others = ['--- a', '... a', '%a', 'a\u00A0', 'a\u2028', 'a\r\n', '\uD800', '\uFEFFa', '\0'];
  expect(isSafe({ 'a\nb': 1 }, neverAsked)).toBe(false);
  expect(others.filter((text) => isSafe({ text }, neverAsked))).toEqual([]);
});
