import { byId } from '../../../report-page/dom';

/** Lines that get a number. */
const MAX_NUMBERS = 20_000;
const LINE_HEIGHT = 20;

/** The text field with the numbers of its lines. */
export function initEditor(onInput: () => void): void {
  const field = area();
  field.addEventListener('input', () => {
    drawNumbers();
    onInput();
  });
  field.addEventListener('scroll', () => {
    byId('numbers').scrollTop = field.scrollTop;
  });
  drawNumbers();
}

export function textOfEditor(): string {
  return area().value;
}

export function setText(text: string): void {
  area().value = text;
  area().scrollTop = 0;
  drawNumbers();
}

/** Shows lines and selects them. */
export function selectLines(first: number, last: number): void {
  const field = area();
  const start = offsetOf(field.value, first - 1);
  const end = offsetOf(field.value, last, start, first - 1);
  field.focus({ preventScroll: false });
  field.setSelectionRange(start, Math.max(start, end - 1));
  field.scrollTop = Math.max(0, (first - 4) * LINE_HEIGHT);
  field.scrollLeft = 0;
}

function area(): HTMLTextAreaElement {
  return byId<HTMLTextAreaElement>('text');
}

/** Where the text is after some line breaks; behind its end after the last. */
function offsetOf(text: string, lines: number, offset = 0, from = 0): number {
  for (let line = from; line < lines; line++) {
    const end = text.indexOf('\n', offset);
    if (end < 0) {
      return text.length + 1;
    }
    offset = end + 1;
  }
  return offset;
}

let drawn = 0;

function drawNumbers(): void {
  let lines = 1;
  const text = area().value;
  for (let offset = text.indexOf('\n'); offset >= 0 && lines < MAX_NUMBERS; offset = text.indexOf('\n', offset + 1)) {
    lines++;
  }
  if (lines !== drawn) {
    drawn = lines;
    // Beyond the last one, since the field has a scroll bar.
    byId('numbers').textContent = `${Array.from({ length: lines }, (_, index) => index + 1).join('\n')}\n\n\n`;
  }
  byId('numbers').scrollTop = area().scrollTop;
}
