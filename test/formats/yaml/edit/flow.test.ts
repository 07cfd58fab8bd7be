import { edited, editedFile, unindented } from './support';

type Case = [title: string, before: string, change: (value: any) => unknown, after: string];

const CASES: Case[] = [
  ['edits within brackets', `
    a: {drop: [NET_RAW], add: []} # c
    b: { x: 1, k: {z: 2} }
    c: ["a", "b",]
    d: [k: v]
    e: {p, q: }
    `, () => ({ a: { drop: ['ALL', 'NET_RAW', 'X'], add: ['Z'] }, b: { x: 2, k: { z: 2, m: ['o'] }, w: {} }, c: ['a', 'c', 'd'], d: [{ k: 'v', m: 1 }], e: { p: 1, q: 2, r: null } }), `
    a: {drop: [ALL, NET_RAW, X], add: [Z]} # c
    b: { x: 2, k: {m: [o], z: 2}, w: {} }
    c: ["a", "c", "d",]
    d: [{k: v, m: 1}]
    e: {p: 1, q: 2 , r: null}
    `],
  ['keeps the comments between empty brackets', `
    a: { # first
      # second
    }
    b: [ # third
    ]
    c: {} # fourth
    `, () => ({ a: { x: 1 }, b: ['value'], c: { z: 2 } }), `
    a: { # first
      # second
    x: 1}
    b: [ # third
    value]
    c: # fourth
      z: 2
    `],
  ['removes what is within brackets', `
    a: {b: 1, c: 2, d: 3}
    e: [1, 2, 3]
    f: [1, 2]
    g: {x: 1,}
    h: {i: , j: 1}
    `, () => ({ a: { c: 2 }, e: [1, 2], f: [2], g: {}, h: { i: null } }), `
    a: {c: 2}
    e: [1, 2]
    f: [2]
    g: {}
    h: {i: }
    `],
  ['writes each on a line of its own where the others are', `
    args: [
      "a", # first
      "b" # second
    ]
    more: {
      x: 1,
      v: {},
    }
    `, ({ args, more }) => { args.push('c'); args.unshift('m'); more.v = { z: [1] }; more.w = 1; }, `
    args: [
      "m",
      "a", # first
      "b", # second
      "c"
    ]
    more: {
      x: 1,
      v: {z: [1]},
      w: 1,
    }
    `],
  ['writes KYAML', `
    {
      kind: "Pod",
      spec: {
        containers: [{
          name: "a", # c
        }, {
          name: "b",
        }],
      },
    }
    `, ({ spec }) => { spec.containers[1].tty = ['x', { z: true }]; spec.containers.push({ name: 'c' }); spec.hostNetwork = false; }, `
    {
      kind: "Pod",
      spec: {
        containers: [{
          name: "a", # c
        }, {
          name: "b",
          tty: [
            "x",
            {
              z: true,
            },
          ],
        }, {
          name: "c",
        }],
        hostNetwork: false,
      },
    }
    `],
];

it.each(CASES)('%s', (_title, before, change, after) => {
  expect(edited(unindented(before), change)).toBe(unindented(after));
});

it('writes JSON on one line, with tabs, and as several values in a row', () => {
  const change = (value: any) => { value.b = { c: [1, 'x'] }; value.a.push({}); };
  expect(editedFile('{"a":[1]}{"a": [1, 2], "z": null}\n\n{\n\t"a": [\n\t\t1\n\t]\n}\n', change).toString()).toBe(
    '{"a":[1,{}],"b":{"c":[1,"x"]}}{"a": [1, 2, {}], "b": {"c": [1, "x"]}, "z": null}\n\n'
    + '{\n\t"a": [\n\t\t1,\n\t\t{}\n\t],\n\t"b": {\n\t\t"c": [\n\t\t\t1,\n\t\t\t"x"\n\t\t]\n\t}\n}\n');
});

it('finds its place in lines that the parser had to indent', () => {
  const before = 'a: "x\ny" # c\nb: [\n1,\n  {c: 2}\n]\nd: 1\n';
  expect(edited(before, (value) => { value.b[1].c = 3; value.b.push(4); value.d = { e: 1 }; })).toBe('a: "x\ny" # c\nb: [\n1,\n  {c: 3},\n4\n]\nd:\n  e: 1\n');
  expect(edited('a: ["x"#\t c\n, 1]\nb: "y"#d\n', (value) => { value.a[1] = 2; value.b = 'z'; })).toBe('a: ["x"#\t c\n, 2]\nb: "z" #d\n');
});
