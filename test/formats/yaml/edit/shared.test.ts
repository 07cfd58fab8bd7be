import { edited, unindented } from './support';

type Case = [title: string, before: string, change: (value: any) => unknown, after: string];

const CASES: Case[] = [
  ['changes what an alias stands for where all who use it want that', `
    a: &x
      u: 0 # c
    b: *x
    `, ({ a, b }) => { a.u = b.u = 1; }, `
    a: &x
      u: 1 # c
    b: *x
    `],
  ['writes out an alias whose value alone changes', `
    a: &x {u: 0}
    b: *x # c
    c: [*x, *x]
    `, ({ b, c }) => { b.u = 1; c[1].u = 2; }, `
    a: &x {u: 0}
    b: # c
      u: 1
    c: [*x, {u: 2}]
    `],
  ['leaves the others what they had where the anchor changes', `
    a: &x
      u: 0
    b: *x
    c:
      <<: *x
      v: 1
    d:
      <<: *x
      u: 5
    `, ({ a }) => { a.u = 1; a.w = 2; }, `
    a: &x
      u: 1
      w: 2
    b:
      u: 0
    c:
      v: 1
      u: 0
    d:
      u: 5
    `],
  ['writes out aliases of an anchor that goes', `
    a: &x {u: 0}
    b: *x
    c: &y k
    *y : d
    `, (value) => { delete value.a; delete value.c; }, `
    b:
      u: 0
    k : d
    `],
  ['overrides what is merged', `
    base: &x
      privileged: true
      inner: {a: 1}
    c:
      name: n
      <<: *x
    d:
      <<: *x # all
    `, ({ c, d }) => { c.privileged = false; d.inner.a = 2; d.z = 1; }, `
    base: &x
      privileged: true
      inner: {a: 1}
    c:
      name: n
      <<: *x
      privileged: false
    d:
      <<: *x # all
      inner:
        a: 2
      z: 1
    `],
  ['writes out a merge that brings in too much', `
    base: &x {a: 1, b: 2}
    c: &y {d: 3}
    e:
      <<: [*x, *y]
      f: 4
    `, ({ e }) => { delete e.b; }, `
    base: &x {a: 1, b: 2}
    c: &y {d: 3}
    e:
      f: 4
      d: 3
      a: 1
    `],
  ['knows anchors of one name', `
    a: &x 1
    b: *x
    c: &x 2
    d: *x
    `, (value) => { value.c = 3; value.a = 0; value.b = 0; }, `
    a: &x 0
    b: *x
    c: &x 3
    d: 2
    `],
];

it.each(CASES)('%s', (_title, before, change, after) => {
  expect(edited(unindented(before), change)).toBe(unindented(after));
});
