import * as fc from 'fast-check';

/** Odd values of a field, from its line on; most of them are valid YAML. */
export function oddValue(): fc.Arbitrary<string> {
  return fc.oneof(
    { arbitrary: soup(), weight: 1 },
    { arbitrary: node().map(render => render('  ', true)), weight: 2 },
  );
}

/** Pieces of YAML in any order. */
function soup(): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 7 }).map(pieces => pieces.join(''));
}

/** Writes a node with the indentation of what holds it, on the line of its key or as an item. */
type Render = (indent: string, isInBlock: boolean) => string;

function node(): fc.Arbitrary<Render> {
  return fc.letrec<{ node: Render; list: Render; map: Render; scalar: Render }>(tie => ({
    node: fc.oneof({ maxDepth: 3 }, tie('scalar'), tie('list'), tie('map')),
    scalar: fc.tuple(fc.constantFrom('', '', '', '!!str ', '&x ', '! '), scalar()).map(([properties, render]) => (indent, isInBlock) =>
      properties + render(indent, isInBlock)),
    list: fc.tuple(fc.array(tie('node'), { maxLength: 3 }), style()).map(([items, { isFlow, step, gap }]) => (indent, isInBlock) =>
      isFlow || !isInBlock || items.length === 0
        ? `[${gap}${items.map(render => render(indent, false)).join(`,${gap}`)}${gap}]`
        : items.map(render => `\n${indent}${step}- ${render(`${indent}${step}  `, true).trimStart()}`).join('')),
    map: fc.tuple(fc.array(fc.tuple(key(), tie('node')), { maxLength: 3 }), style()).map(([fields, { isFlow, step, gap }]) => (indent, isInBlock) =>
      isFlow || !isInBlock || fields.length === 0
        ? `{${gap}${fields.map(([name, render]) => `${name}: ${render(indent, false)}`).join(`,${gap}`)}${gap}}`
        : fields.map(([name, render]) => `\n${indent} ${step}${name}: ${render(`${indent} ${step}`, true)}`).join('')),
  })).node;
}

function style() {
  return fc.record({
    isFlow: fc.boolean(),
    step: fc.constantFrom('', '  '),
    gap: fc.constantFrom('', ' ', '\n', '\n    ', ' # c\n', '\t'),
  });
}

function key(): fc.Arbitrary<string> {
  return fc.constantFrom('a', 'b', 'c d', '"e"', "'f'", '017', '1.10', 'y', '<<', '1e6', 'g/h', '-i', '.5', '"\\n"', '__proto__');
}

function scalar(): fc.Arbitrary<Render> {
  return fc.oneof<fc.Arbitrary<Render>[]>(
    fc.constantFrom(...SCALARS).map(value => () => value),
    text().map(value => () => JSON.stringify(value)),
    text().map(value => () => `'${value.replaceAll('\'', '\'\'')}'`),
    fc.tuple(fc.constantFrom('|', '>', '|-', '>+', '|2'), text()).map(([mark, value]) => (indent, isInBlock) => isInBlock
      ? `${mark}\n${value.split('\n').map(line => `${indent}  ${line}`).join('\n')}`
      : JSON.stringify(value)),
    fc.tuple(fc.constantFrom('a b', 'a #b', 'a-b'), fc.constantFrom('c', '"d', '- e')).map(([first, next]) => indent => `${first}\n${indent}   ${next}`),
  );
}

function text(): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom('a', 'b ', ' c', ': ', '# d', '\n', '\n\n', '\t', 'é', '😀', '"', '\\', '- ', '{', ']'), { maxLength: 6 })
    .map(pieces => pieces.join(''));
}

const SCALARS = [
  'a', 'true', 'Yes', 'n', 'null', '~', '', '017', '0o17', '08', '1_0', '0x1F', '1e3', '.5', '-.5', '.inf', '1:30', '2001-01-01', '12345678901234567890', '*x',
  'a: b', 'http://x?a=b', 'a,b', '[a', '-', '?', ':', '- a', '%a', 'a:', '#', '!t a', '!!int 7', '!!binary YQ==',
];

const PIECES = [
  'a', 'b', '"q"', "'s'", '"x y"', ': ', ': ', ':', '- ', '- ', '\n', '\n', '\n  ', '\n    ', '\n ', '{', '}', '[', ']', ', ', ',', '? ', '?',
  ' # c\n', '#', '|', '>', '|-', '>+', '|2', '&x ', '&y ', '*x', '*y ', '!t ', '!!str ', '!!int ', '!!binary ', ' ', '\t', '~', '<<: ', '"', '\'', '%', '@',
  '...', '---', '\n---', '\n...', '\n    a: b', '\n    b: c\n', '\n  - c', '\n    - d', 'key: ', '1', '017', '1_0', '1e3', '.5', 'yes', 'null', '.inf', '\r', '\r\n',
  '[a, b]', '{a: 1, b: [c]}', '*x : ', '&x {a: 1}', '\n  <<: *x', '\n    "m\n n"', '|\n    text\n    more', '>\n    fold\n    ed\n\n    x', '[\n  a,\n  b\n  ]', '{\n}',
  'é', '😀', '\u2028', '\u0085', '\uFEFF', '\\',
];
