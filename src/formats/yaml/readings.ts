import { COLLECTION_STYLE, DocumentEvent, EVENT_ID, SCALAR_STYLE, ScalarEvent } from 'js-yaml';
import { failAt, offsetOf, Tokens } from './source';

/**
 * Refuses text that our parser (YAML 1.2) and kubectl (YAML 1.1) read differently, or that only one of them reads.
 * - `[a?b]`, `{a:}`: within brackets a `?` ends a text in YAML 1.1, and a colon right before a bracket or comma does not.
 * - `&a.b`: the name of an anchor is made of letters, digits, `-` and `_`.
 * - `a: &b c: d`: an object that begins on the line of its key.
 * - A second document that begins without a line that kubectl takes for a separator; a directive such as `%YAML 1.2`;
 *   an indented separator.
 * - `|` or `>` without a number, with a tab in the first lines: kubectl takes the tab for indentation.
 */
export function checkReadings(tokens: Tokens): void {
  const { events } = tokens;
  let depth = 0;
  let flowDepth = Infinity; // The depth at which the outermost brackets opened.
  for (let index = 0; index < events.length; index++) {
    const event = events[index];
    if (event.type === EVENT_ID.POP) {
      depth--;
      flowDepth = depth < flowDepth ? Infinity : flowDepth;
      continue;
    }
    if (event.type === EVENT_ID.DOCUMENT) {
      checkDocument(tokens, event, index);
    }
    if ('anchorStart' in event && event.anchorStart >= 0 && !ANCHOR.test(tokens.text.slice(event.anchorStart, event.anchorEnd))) {
      failAt(tokens, event.anchorStart, 'a name of an anchor that is not made of letters, digits, `-` and `_`');
    }
    if (event.type === EVENT_ID.SCALAR) {
      if (flowDepth < Infinity) {
        checkFlowScalar(tokens, event);
      }
      if (event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK) {
        checkBlockScalar(tokens, event);
      }
    } else if (event.type !== EVENT_ID.ALIAS) {
      if (event.type === EVENT_ID.MAPPING && event.style === COLLECTION_STYLE.BLOCK && /[&!]/.test(tokens.text[event.start])) {
        checkBlockMapping(tokens, event.start);
      }
      depth++;
      flowDepth = 'style' in event && event.style === COLLECTION_STYLE.FLOW ? Math.min(flowDepth, depth) : flowDepth;
    }
  }
}

function checkDocument(tokens: Tokens, { directives, explicitStart }: DocumentEvent, index: number): void {
  const offset = offsetOf(tokens.events[index + 1]) ?? 0;
  if (index > 0) {
    failAt(tokens, offset, 'a second document without separator');
  }
  if (directives.length > 0) {
    failAt(tokens, offset, 'a directive (`%`), which kubectl does not read');
  }
  if (explicitStart && !/^---/m.test(tokens.text)) {
    failAt(tokens, offset, 'an indented document separator');
  }
}

/** Before an object, its first line may have only the marks `-`, `?` and `:`. */
function checkBlockMapping(tokens: Tokens, start: number): void {
  const line = tokens.text.slice(tokens.text.lastIndexOf('\n', start - 1) + 1, start);
  if (!/(?:^|\r)[-?: \t]*$/.test(line)) {
    failAt(tokens, start, 'an object that begins on the line of its key');
  }
}

function checkBlockScalar(tokens: Tokens, { valueStart, valueEnd }: ScalarEvent): void {
  const { text } = tokens;
  const [leading] = text.slice(valueStart, valueEnd).match(LEADING_TAB) ?? [];
  const header = text.slice(text.lastIndexOf('\n', valueStart - 2) + 1, valueStart);
  if (leading !== undefined && !INDENTATION_INDICATOR.test(header)) {
    failAt(tokens, valueStart + leading.length - 1, 'a tab before the first text of a block, which kubectl takes for indentation');
  }
}

const LEADING_TAB = /^(?: *\r?\n)* *\t/;
const INDENTATION_INDICATOR = /[|>][-+]?[1-9][-+]?[ \t]*(?:#.*)?\r?\n?$/;

const ANCHOR = /^[\w-]+$/;

function checkFlowScalar(tokens: Tokens, { style, valueStart, valueEnd }: ScalarEvent): void {
  const { text } = tokens;
  if (style !== SCALAR_STYLE.PLAIN || valueStart < 0) {
    return;
  }
  const mark = text.slice(valueStart, valueEnd).indexOf('?');
  if (mark >= 0) {
    failAt(tokens, valueStart + mark, 'a text with `?` within brackets, which needs quotes');
  }
  if (text[valueEnd] === ':' && /[,[\]{}]/.test(text[valueEnd + 1] ?? '')) {
    failAt(tokens, valueEnd, 'a colon within brackets, which needs a space after it');
  }
}
