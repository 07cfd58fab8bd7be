import { edited, editedFile, unindented } from './support';

type Case = [title: string, before: string, change: (value: any) => unknown, after: string];

const CASES: Case[] = [
  ['changes the value that counts', `
    a: 1 # first
    b: x
    a:   2 # counts
    `, (value) => { value.a = 3; }, `
    a: 1 # first
    b: x
    a:   3 # counts
    `],
  ['changes what is in the value that counts', `
    a:
      u: 0
    b: x
    a: {u: 1,   v: 2} # counts
    `, ({ a }) => { a.u = 5; a.w = 6; }, `
    a:
      u: 0
    b: x
    a: {u: 5,   v: 2,   w: 6} # counts
    `],
  ['leaves the values above it, though they are the wanted one', `
    a: 1
    a: 2
    `, (value) => { value.a = 1; }, `
    a: 1
    a: 1
    `],
  ['changes something else', `
    a: 1
    a: 2
    c: 3
    `, (value) => { value.c = 4; value.d = 5; }, `
    a: 1
    a: 2
    c: 4
    d: 5
    `],
  ['removes a key with all its values', `
    a: 1
    b: x
    a: 2
    c: y
    `, (value) => { delete value.a; }, `
    b: x
    c: y
    `],
  ['changes within brackets', `
    x: {a: 1, "a": 2, b: 3}
    `, ({ x }) => { x.a = 5; }, `
    x: {a: 1, "a": 5, b: 3}
    `],
  ['changes a key that is there twice in the value that counts', `
    a: {b: 1, b: 2}
    a: {b: 3, b: 4}
    `, ({ a }) => { a.b = 5; }, `
    a: {b: 1, b: 2}
    a: {b: 3, b: 5}
    `],
  ['keeps an anchor in a value that does not count, and its aliases', `
    a: &x {u: 1}
    a: 2
    b: *x
    `, (value) => { value.a = 3; }, `
    a: &x {u: 1}
    a: 3
    b: *x
    `],
  ['writes out an alias of a value that does not count', `
    a: &x {u: 1}
    a: 2
    b: *x
    `, ({ b }) => { b.u = 5; }, `
    a: &x {u: 1}
    a: 2
    b:
      u: 5
    `],
  ['changes the key below a merge', `
    x: &x {a: 1}
    m:
      <<: *x
      a: 2
      a: 3 # counts
    `, ({ m }) => { m.a = 4; }, `
    x: &x {a: 1}
    m:
      <<: *x
      a: 2
      a: 4 # counts
    `],
];

test.each(CASES)('%s', (_, before, change, after) => {
  expect(edited(unindented(before), change)).toBe(unindented(after));
});

test('changes JSON', () => {
  expect(editedFile('{"a":1,"b":{"c":1,"c":2},"a":2}', (value) => { value.b.c = 3; value.a = 4; }).toString())
    .toBe('{"a":1,"b":{"c":1,"c":3},"a":4}');
});

test('writes no key twice that was there once', () => {
  const text = edited('a: 1\na: 2\nb:\n  c: 1\n', (value) => { value.b.d = { e: 1 }; value.f = 1; });
  expect(text).toBe('a: 1\na: 2\nb:\n  c: 1\n  d:\n    e: 1\nf: 1\n');
});
