/** How the two readings of a file compare. */
export type Outcome = 'both read the same' | 'both refuse' | OursRefuses | KubectlRefuses;

/** kubectl reads what we refuse: a person would read something else, or nothing at all. */
export type OursRefuses = keyof typeof OURS_REFUSES;
/** We read what kubectl refuses. No harm: nothing of that reaches a cluster. */
export type KubectlRefuses = keyof typeof KUBECTL_REFUSES;

/** Why we refuse, and in which words. */
export const OURS_REFUSES = {
  'a duplicate key of two types': /^a key that differs from one above it only in its type: kubectl takes the value of either; remove one$/,
  // kubectl never sees it.
  'a value that does not count and is no JSON': /is a number that JSON does not have$|cannot be a key$/,
  'a merge below a key': /^a merge `<<` that changes the key `.*` above it$/s,
  'text after the end': /^text after the end mark|^an end mark `\.\.\.` without a document$|^a second document without separator$|^a directive /,
  'an invisible character': /^the invisible character U\+[0-9A-F]{4}$/,
  'not UTF-8': /^bytes that are not valid UTF-8$/,
  'binary that is no text': /is not of the type that its tag !!binary names$/,
  'brackets in a tag': /^(tag suffix|tag name|named tag handle) cannot contain/,
  'text that is not indented': /^bad indentation of a (mapping|sequence) entry$|^end of the stream or a document separator is expected$/,
  'a colon before a bracket': /^a colon within brackets/,
  'a dash alone in brackets': /^missed comma between flow collection entries$/,
  'nested beyond JavaScript': /^nested more than \d+ levels deep/,
};

/** Why kubectl refuses, and in which words. */
export const KUBECTL_REFUSES = {
  'a tab as indentation': /found character that cannot start any token|found a tab character/,
  'a comment in a tag': /did not find expected whitespace or line break/,
  'an escape of JSON': /found unknown escape character/,
  'halves of a character': /invalid Unicode character escape code/,
};

/** The text below the head of a document, or a whole file with that head. */
export type OddText = string | ((head: string) => string | Buffer);

const value = (...values: string[]) => values.map(text => `v: ${text}\n`);

export const ODD_DOCUMENTS: readonly (readonly [Outcome, ...OddText[]])[] = [
  // Words and numbers
  ['both read the same', ...value('y', 'Yes', 'ON', 'True', 'n', 'no', 'Off', 'FALSE', 'yEs', 'tRUE', '~', 'Null', 'nULL', '"true"', "'on'", '')],
  ['both read the same', ...value('017', '0o17', '08', '0x1F', '0X1f', '-0x1f', '0b101', '-0b11', '0b2', '00', '0o', '0x', '+5', '-017')],
  ['both read the same', ...value('1_000', '0x_f', '1__0', '_1', '-_1', '1_', '1_000.5', '.5_0', '._5', '.5_')],
  ['both read the same', ...value('1.', '.5', '-.5', '+.5', '1e3', '1E+3', '1e400', '.5e1', '-0', '-0.0', '1.5.2', '+', '.')],
  ['both read the same', ...value('9007199254740993', '18446744073709551615', '18446744073709551616', '-9223372036854775809', '+18446744073709551615')],
  ['both read the same', ...value('0xFFFFFFFFFFFFFFFF', '0xFFFFFFFFFFFFFFFFF', '07777777777777777777777777')],
  ['both read the same', ...value('1:30', '190:20:30', '2001-01-01', '2001-12-14t21:59:43.10-05:00', '=', '<<', '1,000', '12e03', '0.1.0')],
  ['both refuse', ...value('.inf', '-.INF', '+.Inf', '.nan')],
  // Tags
  ['both read the same', ...value('!!str 5', '!!str', '!!str ~', '!!int "5"', '!!int 0x1F', '!!float 5', '!!bool "yes"', '!!null ""', '!!null ~')],
  ['both read the same', ...value('! 12', '! "12"', '! yes', '!local 12', '!!unknown 12', '!<tag:yaml.org,2002:int> "7"', '!!st%72 5')],
  ['both read the same', ...value('!!binary UG9k', '!!binary ""', '!!timestamp 2001-01-01', '!!set {a, b}', '!!map {a: b}', '!!omap [a: b]')],
  ['both read the same', 'v: !!binary |\n  UG9\n  k\n', '!!str y: 1\n', '!!int "017": a\n'],
  ['both refuse', ...value('-', '!!int 5.0', '!!int x', '!!bool 1', '!!float x', '!!null x', '!!binary "*"', '!!binary UG9', '!!timestamp x', '!e!x y', '!!int')],
  ['binary that is no text', 'v: !!binary /w==\n'],
  ['brackets in a tag', 'v: !, \n'],
  ['a comment in a tag', 'v: !# c\n'],
  // Keys
  ['both read the same', '017: a\n', '0x1F: a\n', 'y: a\n', 'off: a\n', '9007199254740993: a\n', '"": a\n', '? a\n: b\n', '2001-01-01: a\n', '-0: a\n'],
  ['both read the same', '1e6: a\n', '1.10: a\n', '1000000.5: a\n', '0.00001: a\n', '0.0001: a\n', '123456.7: a\n', '1.23456789: a\n', '1e40: a\n', '.inf: a\n', '.nan: a\n'],
  ['both read the same', '__proto__: {a: 1}\nconstructor: b\n', '? |\n  a\n: b\n', 'a b c: d\n', '"a\\nb": c\n', '?\n  a\n:\n  b\n', 'v: {? a : b}\n'],
  ['both refuse', 'null: a\n', '~: a\n', ': a\n', '18446744073709551615: a\n', '[a]: b\n', '{a: b}: c\n', '? [a]\n: b\n', 'a\n', 'a: b: c\n', '"a\nb": c\n'],
  ['both read the same', 'v: 1\nv: 2\n', 'kind: Foo\n', 'v: {a: 1, b: 2, a: 3}\n', '__proto__: 1\n__proto__: 2\n', 'v: [{a: 1, "a": 2}]\n', 'v: {a: {b: 1}, a: {c: 2}, a: {d: 3}}\n', 'v:\n'],
  ['both read the same', '15: a\n017: b\n', 'yes: a\ntrue: b\n', 'y: a\non: b\n', '1.5: a\n1.50: b\n', 'v: 1\n"\\x76": 2\n', 'v: 1\n!!str v: 2\n', '2001-01-01: a\n"2001-01-01": b\n', 'v: [1]\nv: ~\n', '!!binary dg==: 1\nv: 2\n'],
  ['both read the same', 'a: &x 1\na: 2\nb: *x\n', 'a: &x {b: 1, b: 2}\na: 3\nc: *x\n', 'a: &x 1\na: &x 2\nb: *x\n', 'a: &k v\n*k : 1\nv: 2\n'],
  ['both read the same', 'v: {<<: {a: 1}, a: 2, a: 3}\n', 'v: {<<: {a: 1, a: 2}}\n', 'a: &x {b: 1}\na: &y {b: 2}\nc: {<<: *x, b: 3}\n', 'v: {<<: {a: {b: 1, b: 2}}, a: 3}\n'],
  ['a duplicate key of two types', '1: a\n"1": b\n', 'yes: a\n"true": b\n', '1: a\n1.0: b\n', '.nan: a\n.nan: b\n', 'v: {1: a, b: 1, "1": c}\n'],
  ['a value that does not count and is no JSON', 'v: {a: .inf, a: 1}\n', 'v: {a: {~: 1}, a: 1}\n'],
  // Anchors and merges
  ['both read the same', 'a: &x 1\nb: *x\n', 'a: &x {b: [1]}\nc: [*x, *x]\n', 'a: &x 1\nb: &x 2\nc: *x\n', 'a: &x {b: &x 1, c: *x}\nd: *x\n', 'a: &x 017\n*x : b\n', 'a: &x\nb: *x\n'],
  ['both read the same', 'a: &x {b: 1}\nc: {<<: *x, d: 2}\n', 'a: &x {b: 1}\nc: {<<: *x, b: 2}\n', 'v: {<<: {a: 1}}\n', '"<<": {a: 1}\n', '! <<: {a: 1}\n', '! "<<": {a: 1}\n', '!!str <<: {a: 1}\n'],
  ['both read the same', 'a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}\n', 'v: {a: 1, <<: {b: 2}}\n', 'v: {<<: {a: 1}, b: 2, <<: {c: 3}}\n', 'v: {<<: []}\n', 'v: {!!merge <<: {a: 1}}\n', 'v: {!!merge "<<": {a: 1}}\n'],
  ['both refuse', 'a: *x\n', 'a: &x [*x]\n', 'a: &x {b: *x}\n', 'v: {<<: 1}\n', 'v: {<<: }\n', 'a: &x [{b: 1}]\nv: {<<: *x}\n', 'v: {<<: [1]}\n', 'a: &x [1]\n*x : b\n', 'v: &x.y 1\n', 'v: & 1\n'],
  ['a merge below a key', 'v: {a: 1, <<: {a: 2}}\n', 'privileged: false\n<<: {privileged: true}\n', 'v: {<<: {a: 1}, <<: {a: 2}}\n'],
  ['both refuse', bomb(9, 9)],
  ['both read the same', bomb(4, 9)],
  // Text
  ['both read the same', 'v: |\n  a\n   b\n\n  c\n\n\n', 'v: |-\n  a\n\n', 'v: |+\n  a\n\n\n', 'v: >\n  a\n  b\n\n  c\n   d\n  e\n', 'v: >-\n\n  a\n', 'v: |2\n    a\n  b\n', 'v: |1-\n  a\n', 'v: |\nw: 1\n', 'v: | # c\n  a # b\n'],
  ['both read the same', 'v: a\n  b\n\n  c\n', 'v: "a\n  b\\\n  c\\  \n\n  d"\n', "v: 'a''b\n\n  c'\n", 'v: "\\x41\\u00e9\\U0001F600\\e\\_\\N\\L\\P"\n', 'v: a#b\n', 'v: a #b\n', 'v: a:b\n', 'v: -a\n', 'v: "\t"\n'],
  ['both read the same', 'v: "b\nc"\n', "v: 'b\n\n\n c'\n", 'w:\n  v: "b\nc"\n', 'v: "a" # c\n', 'v: "a"# c\n', 'v: |# c\n  a\n'],
  ['both refuse', 'v: "a\n', "v: 'a\n", 'v: "\\q"\n', 'v: "\\x4"\n', 'v: a: b\n', 'v: %a\n', 'v: @a\n', 'v: `a`\n', 'v: |x\n  a\n', 'v: |0\n  a\n', 'v: "a" b\n', 'v: "a\n---\nb"\n', '  v: 1\n', 'v:\n  a: 1\n b: 2\n', 'v:\n"a"\n'],
  ['text that is not indented', 'v:\n|\n  a\n', 'w:\n  v:\n  |\n    a\n'],
  ['an escape of JSON', 'v: "\\/"\n'],
  ['halves of a character', 'v: "\\ud83d\\ude00"\n'],
  // Arrays, objects and brackets
  ['both read the same', 'v:\n- a\n-   b\n- - c\n  - d\n-\n- e: f\n  g: h\n', 'v:\n  - a\n', 'v: []\n', 'v: {}\n', 'v: [a, b,]\n', 'v: {a, b: , "c":d, e: f}\n', 'v: [a: b, ? c : d]\n', 'v: [{a: b}, [c]]\n', 'v: [a b, "c d"]\n', 'v: [http://x/y]\n'],
  ['both read the same', 'v: [\n  a\n]\n', 'w:\n  v: {\n    a: b,\n  }\n', 'w:\n  - v: [\n  a, # c\nb\n]\n', 'v: {\n# c\n}\n', 'v: [ "a\nb" ]\n', 'v: [\n\ta\n]\n', 'v:\t[a, b]\n', 'w:\n  v: \t["a\tb"]\n  x: 1\n', 'w:\n  v: 1\n  x:\ty\n'],
  ['both refuse', 'v: [a\n', 'v: {a: b\n', 'v: [a]]\n', 'v: {a b c: d: e}\n', 'v: [a?b]\n', 'v: [,]\n', 'v: [a, , b]\n', 'v: [- a]\n', 'v: ]\n', 'v: &a b: c\n', 'v: !t b: c\n', 'v: - a\n', '- a\n'],
  ['a dash alone in brackets', 'v: [a, -, b]\n', 'v: {a: -, b: c}\n'],
  ['a colon before a bracket', 'v: {b:}\n', 'v: [b:, c]\n'],
  ['both refuse', `v: ${'['.repeat(10_001)}${']'.repeat(10_001)}\n`],
  ['both read the same', `v: ${'['.repeat(900)}${']'.repeat(900)}\n`, `v:\n ${'- '.repeat(900)}a\n`, Array.from({ length: 900 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
  ['nested beyond JavaScript', `v: ${'['.repeat(5000)}${']'.repeat(5000)}\n`, `v:\n ${'- '.repeat(5000)}a\n`],
  // White space and what cannot be seen
  ['both read the same', 'v: 1   \n\n  \n# c\n', 'v: a\r\nw: |\r\n  b\r\n  c\r\n', 'v: a\rw: b\r', 'v: |\r  a\r  b\r', 'v: "a\\u2028b"\n', 'v: a\u00a0b\n', 'v: 😀é\n', 'v: 1', 'v: |\n  a', 'v: |+\n  a'],
  ['both refuse', 'v: a\u0000b\n', 'v: "a\u0007b"\n', '# a\u007fb\n', 'v: a\uFFFEb\n'],
  ['an invisible character', 'v: "a\u2028b"\n', '# c\u2028v: 1\n', '# c\u0085v: 1\n', 'v: a\u2029  b\n', 'v: 1\n\uFEFFw: 2\n'],
  ['a tab as indentation', 'v: 1\n\t\nw: 2\n', 'v:\n-\ta\n', 'v: 1\n\t# c\n'],
  ['both refuse', 'v:\n\ta: b\n', 'v:\n\t- a\n'],
  ['both read the same', head => `\uFEFF${head}v: 1\n`, head => `${head}---\n\uFEFF${head}v: 1\n`, head => Buffer.from(`\uFEFF${head}v: é😀\n`, 'utf16le'), head => Buffer.from(`\uFEFF${head}v: é\n---\n${head}`, 'utf16le').swap16()],
  ['not UTF-8', head => Buffer.from(`${head}v: "a\xFFb"\n`, 'latin1'), head => Buffer.from(`{"apiVersion":"v1","kind":"Foo","metadata":{"name":"${nameIn(head)}"},"v":"\xFF"}`, 'latin1')],
  // Documents
  ['both read the same', head => `${head}---\n${head}v: 2\n`, head => `---\n${head}---\n---\n${head}---\n`, head => `--- # c\n${head}--- \t\n${head}---# c\n${head}`, head => `${head}---\r\n${head}`, head => `# c\n---\n${head}`, head => `${head}...\n# c\n`, head => `${head}--- `, head => `${head}---`],
  ['both read the same', head => `${head}v: |\n  a\n---\n${head}`, head => `${head}...\n---\n${head}`, head => `\n\n${head}\n\n`, () => '', () => '# c\n', () => '---\n', () => 'null\n', head => `null\n---\n${head}`, head => `${head}v: |\n  ---\n  ...\n`, head => `${head}---\u00a0\n${head}---\u0085\n`],
  ['both refuse', head => `${head}--- {a: b}\n`, head => `${head}---x\n`, head => `${head}--- |\n a\n`, head => `---\tx: y\n${head}`, head => `${head}---\na\n`, head => `${head}---\n- a\n`, head => `---\r${head}`],
  ['both refuse', head => `%YAML 1.2\n---\n${head}`, head => `%YAML 1.1\n---\n${head}`, head => `%TAG !e! tag:e\n---\n${head}`, head => `...\n${head}`, head => `${head}---\n...\n`, head => `${head}---\uFEFF\n`, head => `---\n    ---\n${head}`],
  ['text after the end', head => `---\n%YAML 1.1\n${head}`, head => `${head}...\nv: 2\n`, head => `${head}... v\n`, head => `---\n...\n${head}`, head => `${head}---\n---\n...\n`, head => `${head.replaceAll('\n', '\r')}---\r${head.replaceAll('\n', '\r')}`],
  // JSON
  ...json(),
];

function bomb(levels: number, width: number): string {
  return Array.from({ length: levels }, (_, level) => `a${level}: &a${level} [${level ? Array(width).fill(`*a${level - 1}`).join(', ') : 'a'}]\n`).join('');
}

function nameIn(head: string): string {
  return /name: (\w+)/.exec(head)![1];
}

/** Files of JSON objects: `%` is replaced by an object with additional fields. */
function json(): (readonly [Outcome, ...OddText[]])[] {
  const file = (text: string): OddText => head => text.replace(/%(\([^)]*\))?/g, (_, fields = '()') =>
    `{"apiVersion":"v1","kind":"Foo","metadata":{"name":"${nameIn(head)}"}${fields.slice(1, -1) && ','}${fields.slice(1, -1)}}`);
  const files = (...texts: string[]) => texts.map(file);
  return [
    ['both read the same', ...files('%', ' \n\t%\n', '%%', '%\n%', '% % %\n', '%\n---\n%', '%null%', '---\n%\n', '%\n\n\n---\n%(\'a\': b)\n')],
    ['both read the same', ...files('%("v":1e3,"w":-0,"x":[],"y":{},"z":null)', '%("v":"\\ud83d\\ude00\\/\\b\\n")', '%("v":"\u2028")', '%("v":9007199254740993,"w":1E-2,"x":0.10)', '%("<<":{"a":1})')],
    ['both read the same', ...files('%("v":1,)', '%(v: 017)', '%("v": \'a\')', '%("v":"\\ud83d")', '%("\\u0061":1)', '%("v":01)', '%(\n"v": "a"  # c\n)')],
    ['both refuse', ...files('%("v":"a)', '%("v":1e400)%%', '%%x', '%%\n---\n%', '%[', '%5', '%("v":.inf)', '%("v":"a\nb"x)', '%"a"', '{}', '{"kind":1}', '% v: 1', '%(')],
    ['both read the same', ...files('%("v":1,"v":2)', '%("v":{"a":1,"\\u0061":2})', '%("kind":"Bar")')],
  ];
}
