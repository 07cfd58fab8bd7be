import { CollectionNode, Slot } from './nodes';
import { EditPlace } from './place';
import { printFlow, printFlowEntry } from './print-flow';
import { Added, Removed } from './slots';
import { Splices } from './splice';
import { flowStyle, isMultiLine } from './style';
import { indentationOf, isSameLine, lineBreakNear, lineEnd, skipGap } from './text';

/** Adds entries or items at one place of non-empty brackets. They get their own lines if the first entry has its own line. */
export function addToFlow(splices: Splices, place: EditPlace, node: CollectionNode, { values, previous, next }: Added): void {
  const text = splices.original;
  const style = flowStyle(text, [...place.around, node], place.root);
  const isOnLines = isMultiLine(text, node);
  const indentation = indentationOf(text, isOnLines ? node.slots[0].start : (previous ?? next!).start);
  const entries = values.map(({ key, value }) => key === undefined
    ? printFlow(value, style, indentation)
    : printFlowEntry(key, value, style, indentation));
  const newLine = lineBreakNear(text, node.start) + indentation;
  if (!previous) {
    splices.insert(next!.start, entries.map((entry) => entry + (isOnLines ? `,${newLine}` : style.comma)).join(''));
    return;
  }
  if (!isOnLines) {
    splices.insert(endOf(text, previous), entries.map((entry) => style.comma + entry).join(''));
    return;
  }
  const comma = skipGap(text, previous.value.rawEnd);
  const hasComma = text[comma] === ',';
  const after = hasComma ? comma + 1 : endOf(text, previous);
  const following = next?.start ?? node.end - 1;
  const at = isSameLine(text, after, following) ? after : lineEnd(text, after);
  if (!hasComma) {
    splices.insert(endOf(text, previous), ',');
  }
  splices.insert(at, newLine + entries.join(`,${newLine}`) + (hasComma ? ',' : ''));
}

/** Removes consecutive entries or items. At least one other entry must stay. */
export function removeFromFlow(splices: Splices, { slots, previous, next }: Removed): void {
  if (next) {
    splices.replace(slots[0].start, next.start, '');
  } else {
    splices.replace(endOf(splices.original, previous!), slots[slots.length - 1].end, '');
  }
}

/** The end of an entry. If it has no value, a space must separate its colon from a comma. */
function endOf(text: string, { value, end, markEnd }: Slot): number {
  return value.start === value.end && end === markEnd && text[end] === ' ' ? end + 1 : end;
}
