import { isCollection, YamlNode } from './nodes';
import { EditPlace } from './place';
import { itemLines, Printed, printLines, printValue } from './print-block';
import { printFlow } from './print-flow';
import { quote } from './print-scalar';
import { Splices } from './splice';
import { blockStyle, flowStyle } from './style';
import { beforeBreak, columnOf, indentationOf, isSameLine, lineBreakNear, lineEnd, lineStart } from './text';

/** Replaces the value of a node. Its anchor stays, so its aliases get the new value. */
export function replaceNode(splices: Splices, place: EditPlace, value: unknown): void {
  const quoted = quotedLike(splices.original, place.node, value);
  if (quoted !== undefined) {
    splices.replace(place.node.start, place.node.end, join(anchorOf(place.node), quoted));
  } else if (place.isInFlow) {
    replaceInFlow(splices, place, value);
  } else if (staysFlow(splices.original, place.node)) {
    replaceOnLine(splices, place, printFlowAt(splices.original, place, value));
  } else {
    replaceInBlock(splices, place, value);
  }
  // kubectl accepts a comment directly after a quote or a bracket, but other values need a space.
  if (splices.original[place.node.end] === '#') {
    splices.insert(place.node.end, ' ');
  }
}

/** A text with the quotes of the old text; undefined if there are none, or if quotes are not enough for the new text. */
function quotedLike(text: string, { kind, contentStart, end }: YamlNode, value: unknown): string | undefined {
  const isQuoted = kind === 'scalar' && typeof value === 'string' && !text.slice(contentStart, end).includes('\n');
  return isQuoted ? QUOTED[text[contentStart]]?.(value) : undefined;
}

const QUOTED: { readonly [mark: string]: ((text: string) => string | undefined) | undefined } = {
  '"': quote,
  '\'': (text) => /^[\x20-\x7E]*$/.test(text) ? `'${text.replaceAll('\'', '\'\'')}'` : undefined,
};

/** Whether to keep brackets. Empty ones do not show how their author writes objects, so they may go. */
function staysFlow(text: string, node: YamlNode): boolean {
  return isCollection(node) && node.isFlow
    && (node.slots.length > 0 || node.anchor !== undefined || text.slice(node.start, node.end).includes('#'));
}

function printFlowAt(text: string, { node, around, root }: EditPlace, value: unknown): string {
  const style = flowStyle(text, isCollection(node) ? [...around, node] : around, root);
  // Brackets on several lines must be indented more than the surrounding text. On one line this is always true.
  const isAllFlow = isCollection(root) && root.isFlow;
  return printFlow(value, isAllFlow ? style : { ...style, step: undefined }, indentationOf(text, node.start));
}

function replaceInFlow(splices: Splices, place: EditPlace, value: unknown): void {
  const { node, markEnd, hasMark } = place;
  const printed = printFlowAt(splices.original, place, value);
  if (node.kind === 'scalar' && node.isEmpty) {
    splices.insert(markEnd, `${hasMark ? '' : ':'} ${printed}`);
  } else {
    replaceOnLine(splices, place, printed);
  }
}

function replaceOnLine(splices: Splices, { node }: EditPlace, printed: string): void {
  const text = splices.original;
  splices.replace(node.start, beforeBreakIn(text, node), join(anchorOf(node), commentsIn(text, node, printed[0]) + printed.slice(1)));
}

/** The opening bracket, with the comments in empty brackets, which stay. */
function commentsIn(text: string, node: YamlNode, bracket: string): string {
  const isEmpty = isCollection(node) && node.isFlow && node.slots.length === 0 && text[node.contentStart] === bracket;
  const inner = isEmpty ? text.slice(node.contentStart, node.end - 1) : '';
  return inner.includes('#') ? inner : bracket;
}

function replaceInBlock(splices: Splices, place: EditPlace, value: unknown): void {
  const text = splices.original;
  const { node, markEnd, kind } = place;
  const { first, rest } = printInBlock(text, place, value);
  const lineBreak = lineBreakNear(text, markEnd);
  const below = rest.map((line) => lineBreak + line).join('');
  const end = beforeBreakIn(text, node);
  if (node.kind === 'scalar' && node.isEmpty) {
    insertAtMark(splices, place, first, below, lineBreak);
  } else if (kind === 'root' || isSameLine(text, node.start, markEnd)) {
    splices.replace(first || kind !== 'key' ? node.start : markEnd, end, first);
    splices.insert(lineEnd(text, end), below);
  } else if (!first && !node.hasTag && (node.start === node.contentStart || !isSameLine(text, node.start, node.contentStart))) {
    splices.replace(lineStart(text, node.contentStart), end, below.slice(lineBreak.length));
  } else if (rest.length === 0 && !isCollection(node)) {
    splices.replace(node.start, end, first);
  } else {
    splices.insert(markEnd, first && ` ${first}`);
    splices.replace(lineEnd(text, markEnd), end, below);
  }
}

/** The value with its anchor, and the lines below with their indentation. */
function printInBlock(text: string, place: EditPlace, value: unknown): Printed {
  const { kind, node, column, isExplicit } = place;
  const style = blockStyle(text, place);
  const printed = isExplicit ? { ...style, dash: Math.max(style.dash, style.step) } : style;
  const anchor = anchorOf(node);
  if (kind === 'key') {
    const { first, rest } = printValue(value, printed);
    return { first: join(keepsOwnLine(text, place, first) ? '' : anchor, first), rest: rest.map((line) => shift(line, column)) };
  }
  const lines = itemLines(value, printed);
  const to = kind === 'root' ? column : contentColumn(text, place);
  // Beside an anchor on its line, the first key of the object would get the anchor.
  const isBelow = anchor !== '' && printLines(value, printed) !== undefined;
  const [first, ...rest] = isBelow ? [anchor, ...lines] : [join(anchor, lines[0]), ...lines.slice(1)];
  return { first, rest: rest.map((line) => shift(line, to)) };
}

/** Whether the anchor stays on its line, and only the lines below are replaced. */
function keepsOwnLine(text: string, { node, markEnd }: EditPlace, first: string): boolean {
  return !first && !node.hasTag && !isSameLine(text, node.start, markEnd) && !isSameLine(text, node.start, node.contentStart);
}

function contentColumn(text: string, { node, column, markEnd }: EditPlace): number {
  const isBeside = !(node.kind === 'scalar' && node.isEmpty) && node.start === node.contentStart && isSameLine(text, node.start, markEnd);
  return isBeside ? columnOf(text, node.start) : column + 2;
}

function insertAtMark(splices: Splices, place: EditPlace, first: string, below: string, lineBreak: string): void {
  const { markEnd, hasMark, column, kind } = place;
  const mark = hasMark ? '' : `${lineBreak}${' '.repeat(column)}:`;
  splices.insert(markEnd, mark + (first && (kind === 'root' ? first : ` ${first}`)));
  splices.insert(hasMark ? lineEnd(splices.original, markEnd) : markEnd, below);
}

function beforeBreakIn(text: string, node: YamlNode): number {
  return node.kind === 'scalar' && node.isEmpty ? node.end : beforeBreak(text, node.end);
}

function anchorOf({ anchor }: YamlNode): string {
  return anchor === undefined ? '' : `&${anchor}`;
}

function join(one: string, other: string): string {
  return one && other ? `${one} ${other}` : one + other;
}

function shift(line: string, columns: number): string {
  return line && ' '.repeat(columns) + line;
}
