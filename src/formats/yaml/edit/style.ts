import { CollectionNode, isCollection, visitNodes, YamlNode } from './nodes';
import { EditPlace } from './place';
import { BlockStyle } from './print-block';
import { FlowStyle } from './print-flow';
import { columnOf, indentationOf, isSameLine, lineBreakNear, skipGap } from './text';

/**
 * The indentation near a place: as in the surrounding objects, innermost first (with `isInside`, starting with the node itself), or else as
 * in the first object of the document.
 */
export function blockStyle(text: string, { around, node, root, quotesLines }: EditPlace, isInside = false): BlockStyle {
  const near = [...around, ...isInside && isCollection(node) ? [node] : []].reverse();
  const style = {
    step: firstOf(near, (each) => childIndent(text, each, 'mapping')),
    dash: firstOf(near, (each) => childIndent(text, each, 'sequence')),
  };
  if (style.step === undefined || style.dash === undefined) {
    visitNodes(root, (each) => {
      if (isCollection(each)) {
        style.step ??= childIndent(text, each, 'mapping');
        style.dash ??= childIndent(text, each, 'sequence');
      }
    });
  }
  return { step: style.step ?? 2, dash: style.dash ?? 0, quotesLines };
}

/** Number of columns between the keys of an object and its inner objects or arrays. */
function childIndent(text: string, node: CollectionNode, kind: CollectionNode['kind']): number | undefined {
  if (node.isFlow || node.kind !== 'mapping') {
    return undefined;
  }
  return firstOf(node.slots, ({ start, value }) => value.kind === kind && !value.isFlow && !isSameLine(text, value.contentStart, start)
    ? columnOf(text, value.contentStart) - columnOf(text, start)
    : undefined);
}

/** The style of brackets near a place; the last element of `around` is the collection in brackets. */
export function flowStyle(text: string, around: readonly CollectionNode[], root: YamlNode): FlowStyle {
  const near = [...around].reverse().filter(({ isFlow, slots }) => isFlow && slots.length > 0);
  const isAllFlow = isCollection(root) && root.isFlow;
  const first = firstOf(near, ({ kind, slots }) => kind === 'mapping' ? slots[0].key : undefined);
  const quotesKeys = first !== undefined && text[first.contentStart] === '"';
  const lastLines = firstOf(near, (node) => isMultiLine(text, node) ? node : undefined);
  const colon = firstOf(near, (node) => colonOf(text, node)) ?? ': ';
  return {
    quotesKeys,
    quotesText: isAllFlow || quotesKeys || near[0]?.slots.some(({ value }) => value.kind === 'scalar' && text[value.contentStart] === '"'),
    colon: quotesKeys || colon.endsWith(' ') ? colon : ': ',
    comma: firstOf(near, (node) => commaOf(text, node)) ?? (colon === ':' ? ',' : ', '),
    padding: firstOf(near, (node) => paddingOf(text, node)) ?? '',
    lastComma: lastLines && text[skipGap(text, lastLines.slots[lastLines.slots.length - 1].value.rawEnd)] === ',' ? ',' : '',
    step: near.length === 0 ? undefined : stepOf(text, near[0], isAllFlow),
    lineBreak: lineBreakNear(text, around[around.length - 1]?.start ?? 0),
  };
}

/** Whether the first entry in brackets has its own line. */
export function isMultiLine(text: string, { slots, contentStart }: CollectionNode): boolean {
  return slots.length > 0 && !isSameLine(text, contentStart, slots[0].start);
}

function stepOf(text: string, node: CollectionNode, isAllFlow: boolean): string | undefined {
  if (isMultiLine(text, node)) {
    const outer = indentationOf(text, node.end);
    const inner = indentationOf(text, node.slots[0].start);
    return inner.startsWith(outer) && inner !== outer ? inner.slice(outer.length) : '  ';
  }
  if (!isAllFlow || isSameLine(text, node.contentStart, node.end)) {
    return undefined;
  }
  // For brackets without lines of their own, as in `[{` of KYAML, the inner lines count.
  return firstOf(node.slots, ({ value }) => isCollection(value) && value.isFlow ? stepOf(text, value, isAllFlow) : undefined);
}

function colonOf(text: string, { kind, slots }: CollectionNode): string | undefined {
  return kind === 'mapping' ? firstOf(slots, ({ key, value }) => matched(/^ *: *$/, text.slice(key!.end, value.start))) : undefined;
}

function commaOf(text: string, { slots }: CollectionNode): string | undefined {
  return firstOf(slots.slice(1), ({ start }, index) => matched(/^ *, *$/, text.slice(slots[index].end, start)));
}

function paddingOf(text: string, { kind, contentStart, slots }: CollectionNode): string | undefined {
  return kind === 'mapping' ? matched(/^ *$/, text.slice(contentStart + 1, slots[0].start)) : undefined;
}

function matched(pattern: RegExp, text: string): string | undefined {
  return pattern.test(text) ? text : undefined;
}

function firstOf<T, R>(list: readonly T[], find: (item: T, index: number) => R | undefined): R | undefined {
  for (const [index, item] of list.entries()) {
    const found = find(item, index);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
