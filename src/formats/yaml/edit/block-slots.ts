import { Slot } from './nodes';
import { EditPlace } from './place';
import { indent, printEntry, printItem } from './print-block';
import { Added, Removed } from './slots';
import { Splices } from './splice';
import { blockStyle } from './style';
import { beforeBreak, columnOf, indentationOf, isSameLine, lineBreakNear, lineEnd, lineStart, nextLine } from './text';

/** Adds entries or items on their own lines, at one place of an array or object without brackets. */
export function addToBlock(splices: Splices, place: EditPlace, slots: readonly Slot[], { values, previous, next }: Added): void {
  const text = splices.original;
  const style = blockStyle(text, place, true);
  const column = columnOf(text, slots[0].start);
  const gap = gapOf(text, slots);
  const lines = values.flatMap(({ key, value }) => key === undefined ? printItem(value, style, gap) : printEntry(key, value, style));
  const lineBreak = lineBreakNear(text, (previous ?? next ?? slots[0]).start);
  const shifted = lines.map((line) => indent(line, column));
  const below = shifted.map((line) => lineBreak + line).join('');
  if (previous) {
    const end = endWithComments(text, previous.end, column);
    const isAfterBreak = beforeBreak(text, end) < end;
    splices.insert(isAfterBreak ? end : lineEnd(text, end), isAfterBreak ? shifted.map((line) => line + lineBreak).join('') : below);
  } else if (next === slots[0] && place.kind === 'key' && isOnLinesBelow(text, place)) {
    splices.insert(lineEnd(text, place.markEnd), below);
  } else {
    splices.insert(next!.start, `${shifted.join(lineBreak).slice(column)}${lineBreak}${' '.repeat(column)}`);
  }
}

/** The end of an entry or item with its comments: further-indented comment lines directly below belong to it. */
function endWithComments(text: string, end: number, column: number): number {
  let last = end;
  for (let line = beforeBreak(text, end) < end ? end : nextLine(text, end); line < text.length; line = nextLine(text, line)) {
    const indentation = indentationOf(text, line).length;
    if (indentation <= column || text[line + indentation] !== '#') {
      break;
    }
    last = lineEnd(text, line);
  }
  return last;
}

/**
 * Whether the value begins below the line of its key, which only has an anchor and a comment. A new first entry then goes directly below
 * this line.
 */
function isOnLinesBelow(text: string, { node, markEnd }: EditPlace): boolean {
  return !isSameLine(text, node.contentStart, markEnd) && (node.start === node.contentStart || isSameLine(text, node.start, markEnd));
}

/** Number of spaces from a dash to its item, as in existing items. */
function gapOf(text: string, slots: readonly Slot[]): number | undefined {
  const slot = slots.find(({ start, end, value }) => end > start + 1 && isSameLine(text, start, value.start));
  return slot && slot.value.start - slot.start;
}

/** Removes consecutive entries or items, with their lines and the comments beside them. */
export function removeFromBlock(splices: Splices, { slots, previous, next }: Removed): void {
  const text = splices.original;
  const { start } = slots[0];
  const { end } = slots[slots.length - 1];
  const from = lineStart(text, start);
  if (indentationOf(text, start).length < start - from) {
    splices.replace(start, next!.start, ''); // The entry is on the line of a dash.
  } else if (beforeBreak(text, end) < end) {
    splices.replace(from, end, '');
  } else if (next || beforeBreak(text, previous!.end) < previous!.end) {
    splices.replace(from, nextLine(text, end), '');
  } else {
    // Removes up to the end of the line, so that a later entry can be added to the surrounding collection.
    splices.replace(beforeBreak(text, from), lineEnd(text, end), '');
  }
}
