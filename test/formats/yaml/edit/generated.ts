import * as fc from 'fast-check';
import { JsonObject } from '../../../../src/formats/manifest/json';

/** How a generated document is written. */
export interface Writing {
  readonly step: number;
  readonly dash: number;
  readonly lineBreak: string;
  readonly mark: string;
  readonly end: string;
}

export const writing: fc.Arbitrary<Writing> = fc.record({
  step: fc.constantFrom(2, 2, 4, 3),
  dash: fc.constantFrom(0, 2),
  lineBreak: fc.constantFrom('\n', '\n', '\r\n', '\r'),
  mark: fc.constantFrom('', '', '\uFEFF'),
  end: fc.constantFrom('\n', '', '\n\n', '\n# tail', '\n  # tail\n\n', '\n...\n', '  '),
});

/** Lines of a node: what stands behind its key or dash, and what is below, further to the right than them. */
type Render = (writing: Writing, indent: number, dash: number) => { first: string; rest: string[] };

/** A document written in one of many ways: comments, blank lines, anchors, aliases, merges, tags, blocks of text, brackets. */
export function documentText(): fc.Arbitrary<string> {
  return fc.tuple(root(), writing).map(([render, style]) => {
    const { rest } = render(style, 0, 0);
    return style.mark + [...ANCHORS, ...rest].join('\n').concat(style.end).replaceAll('\n', style.lineBreak);
  });
}

/** Something for aliases to stand for. */
const ANCHORS = ['v0: &x {m1: 1}', 'v1: &y {m2: [a]}'];

function root(): fc.Arbitrary<Render> {
  const { map } = fc.letrec<Record<'node' | 'list' | 'map' | 'flow', Render>>(tie => ({
    node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, { arbitrary: scalar(), weight: 3 }, { arbitrary: tie('map'), weight: 3 }, { arbitrary: tie('list'), weight: 2 }, { arbitrary: tie('flow'), weight: 1 }),
    map: entries(tie('node')),
    list: items(tie('node')),
    flow: flow(3).map(text => () => ({ first: text, rest: [] })),
  }));
  return map;
}

const comment = fc.constantFrom('', '', '', '', ' # c', '  #\tc: {', ' # é - "x');
const between = fc.constantFrom<string[]>([], [], [], [], ['# c'], [''], ['', '  # \tc: d', ''], ['# - e']);
const anchor = fc.constantFrom('', '', '', '', '', '&z', '&z', '!!map', '&z !!map');

function entries(node: fc.Arbitrary<Render>): fc.Arbitrary<Render> {
  const entry = fc.record({ key, node, comment, between, isExplicit: fc.nat(12).map(n => n === 0), isBelow: fc.nat(12).map(n => n === 0) });
  const keys = fc.uniqueArray(entry, { minLength: 1, maxLength: 5, selector: each => each.key.replace(/['"]/g, '') });
  return fc.tuple(keys, anchor, comment, fc.constantFrom('', '', '', '', '<<: *x', '<<: [*x, *y]', '<<: {m1: 1}'), fc.boolean()).map(([list, properties, beside, merge, isSorted]) => (style, indent) => {
    const sorted = isSorted ? [...list].sort((one, other) => one.key < other.key ? -1 : 1) : list;
    const lines = sorted.flatMap((each) => {
      const { first, rest } = each.node(style, style.step, style.dash);
      const mark = each.isExplicit ? `? ${each.key}` : each.key;
      const isPushed = each.isExplicit;
      const content = isPushed ? rest.map(push) : rest;
      const head = each.isBelow && first && rest.length === 0 ? [`${mark}:`, `  ${first}${beside}`] : [`${mark}:${first && ` ${first}`}${/^[|>]/.test(first) ? '' : each.comment}`];
      return [...each.between, ...(each.isExplicit ? [mark, ...head.map(line => line.replace(mark, '')), ...content] : [...head, ...content])];
    });
    return { first: properties + (properties && beside), rest: (merge ? [merge, ...lines] : lines).map(line => shift(line, indent)) };
  });
}

function items(node: fc.Arbitrary<Render>): fc.Arbitrary<Render> {
  const item = fc.record({ node, between, comment, gap: fc.constantFrom(2, 2, 2, 4) });
  return fc.tuple(fc.array(item, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '', '', '&z', '!!seq')).map(([list, properties]) => (style, _indent, dash) => ({
    first: properties,
    rest: list.flatMap(({ node: render, between: lines, comment: beside, gap }) => {
      const { first, rest } = render(style, gap, gap);
      const content = [...rest];
      const isCompact = first === '' && content.length > 0 && content[0].trim() !== '' && !content[0].trim().startsWith('#');
      const head = isCompact ? `- ${content.shift()!.slice(2)}` : `-${first && ` ${first}`}${/^[|>]/.test(first) ? '' : beside}`;
      return [...lines, head, ...content];
    }).map(line => shift(line, dash)),
  }));
}

function push(line: string): string {
  return shift(line, 2);
}

function shift(line: string, columns: number): string {
  return line && ' '.repeat(columns) + line;
}

const key = fc.constantFrom('a', 'b', 'c', 'name', 'spec', 'image', '"q"', '\'s\'', 'k d', 'x/y', '"true"', 'm1', '1', '__proto__');

const SCALARS = ['', '', 'text', 'true', '0', '1000', '0.5', '"quoted"', '\'single\'', 'two words', 'null', '~', 'yes', '"a\\n"', '{}', '[]', '*x', '*y',
  '&z 1', '&z text', '&z', '!!str 5', '!!str', '&y {}', '[] ', 'a#b', 'a:b', '"#"', '\'it\'\'s\''];

function scalar(): fc.Arbitrary<Render> {
  const line = fc.constantFrom('one', ' two', 'three: 3', '# four', '- five', '', 'si\tx');
  const block = fc.tuple(fc.constantFrom('|', '>', '|-', '>-', '|+', '>+', '|2', '&z |-'), fc.array(line, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '', ' # c'));
  const lines = fc.constantFrom(['"a', '  b"'], ['\'a', '', ' b\''], ['plain', '  more'], ['plain', '', '  # more'.replace('# ', '')]);
  return fc.oneof(
    { arbitrary: fc.constantFrom(...SCALARS).map(first => (): ReturnType<Render> => ({ first, rest: [] })), weight: 5 },
    { arbitrary: block.map(([mark, text, beside]) => below(mark + beside, text, indent => Math.max(indent, 2))), weight: 1 },
    { arbitrary: lines.map(([first, ...rest]) => below(first, rest, indent => indent + 2)), weight: 1 },
  );
}

function below(first: string, lines: string[], columns: (indent: number) => number): Render {
  return (_style, indent) => ({ first, rest: lines.map(line => shift(line, columns(indent))) });
}

/** A value between brackets, on one or several lines. */
export function flow(depth: number): fc.Arbitrary<string> {
  const leaf = fc.constantFrom('1', 'a', '"b"', '\'c\'', 'true', 'null', '{}', '[]', '*x', 'two words', '""');
  if (depth === 0) {
    return leaf;
  }
  const layout = fc.record({ gap: fc.constantFrom('', ' ', '\n     ', '\n', '\n\t', ' # c\n     '), last: fc.constantFrom('', ','), padding: fc.constantFrom('', ' ') });
  const inner = fc.oneof(leaf, flow(depth - 1));
  const names = fc.uniqueArray(fc.tuple(fc.constantFrom('a', '"b"', 'c d', 'name', '"e"', 'm1'), inner), { minLength: 1, maxLength: 3, selector: ([name]) => name });
  return fc.oneof(
    fc.tuple(fc.array(inner, { minLength: 1, maxLength: 3 }), layout).map(([values, { gap, last, padding }]) => `[${padding}${gap}${values.join(`,${gap || ' '}`)}${last}${gap}]`),
    fc.tuple(names, layout).map(([fields, { gap, last, padding }]) =>
      `{${padding}${gap}${fields.map(([name, value]) => `${name}: ${value}`).join(`,${gap || ' '}`)}${last}${gap}}`),
    fc.tuple(names, fc.constantFrom('[k: v]', '[&z {a: 1}, *z]', '{a, b: }', '[? a : b]')).map(([, text]) => text),
  );
}

/** A change of one value somewhere. */
export interface Change {
  readonly place: number;
  readonly kind: 'set' | 'add' | 'delete' | 'first';
  readonly key: string;
  readonly value: unknown;
}

const json = fc.letrec(tie => ({
  value: fc.oneof({ maxDepth: 3 }, tie('leaf'), fc.dictionary(fc.constantFrom('p', 'q', 'name', 'yes', '1', 'x y'), tie('value'), { maxKeys: 3, noNullPrototype: true }), fc.array(tie('value'), { maxLength: 3 })),
  leaf: fc.constantFrom<unknown>(true, false, null, 0, 1000, 0.5, 1e21, -3, 'text', '', 'yes', '1:30', 'two words', 'a: b', '# c', 'a\nb', 'a\nb\n', 'a\n\n', ' a\nb', '\ta', 'é😀', '500m', '-c', '"', '\\', '[a]', '\u0085', '\u2028'),
})).value;

export const change: fc.Arbitrary<Change> = fc.record({
  place: fc.nat(1000),
  kind: fc.constantFrom('set', 'add', 'add', 'delete', 'first'),
  key: fc.constantFrom('a', 'b', 'n', 'name', 'securityContext', 'z', 'm1', '<<', '__proto__'),
  value: json,
});

/** A value with a change in it. */
export function changed(before: unknown, { place, kind, key: name, value }: Change): unknown {
  const after = structuredClone(before);
  const holders = holdersIn(after);
  if (holders.length === 0) {
    return after;
  }
  const holder = holders[place % holders.length];
  const keys = Object.keys(holder);
  const old = keys[Math.floor(place / holders.length) % Math.max(keys.length, 1)];
  if (Array.isArray(holder)) {
    const index = Math.floor(place / holders.length) % (holder.length + 1);
    if (kind === 'delete') holder.splice(index, 1);
    else if (kind === 'set' && index < holder.length) holder[index] = value;
    else if (kind === 'first') holder.unshift(value);
    else holder.splice(index, 0, value);
  } else if (kind === 'delete' && old !== undefined) {
    delete holder[old];
  } else {
    Object.defineProperty(holder, kind === 'set' && old !== undefined ? old : name, { value, enumerable: true, writable: true, configurable: true });
  }
  return after;
}

/** All objects and arrays in a value. */
function holdersIn(value: unknown): (JsonObject | unknown[])[] {
  return typeof value !== 'object' || value === null ? [] : [value as JsonObject, ...Object.values(value).flatMap(holdersIn)];
}
