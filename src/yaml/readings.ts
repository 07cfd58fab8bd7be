import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE, ScalarEvent } from 'js-yaml';
import { failAt, offsetOf, Tokens } from './source';

/**
 * Refuses what our parser, of YAML 1.2, and kubectl, of YAML 1.1, read differently, or what only one of them reads.
 * - `[a?b]`, `{a:}`: within brackets a `?` ends a text in YAML 1.1, and a colon right before a bracket or comma does not.
 * - `&a.b`: the name of an anchor is made of letters, digits, `-` and `_`.
 * - A second document, which no line begins that kubectl takes for a separator; a directive such as `%YAML 1.2`.
 */
export function checkReadings(tokens: Tokens): void {
  const { events } = tokens;
  let depth = 0;
  let flowDepth = Infinity; // at which the outermost brackets opened
  for (let index = 0; index < events.length; index++) {
    const event = events[index];
    if (event.type === EVENT_ID.POP) {
      depth--;
      flowDepth = depth < flowDepth ? Infinity : flowDepth;
      continue;
    }
    if (event.type === EVENT_ID.DOCUMENT && (index > 0 || event.directives.length > 0)) {
      failAt(tokens, offsetOf(events[index + 1]) ?? 0, index > 0 ? 'a second document without separator' : 'a directive before the document');
    }
    if ('anchorStart' in event && event.anchorStart >= 0 && !ANCHOR.test(tokens.text.slice(event.anchorStart, event.anchorEnd))) {
      failAt(tokens, event.anchorStart, 'a name of an anchor that is not made of letters, digits, `-` and `_`');
    }
    if (event.type === EVENT_ID.SCALAR) {
      if (flowDepth < Infinity) {
        checkFlowScalar(tokens, event);
      }
    } else if (event.type !== EVENT_ID.ALIAS) {
      depth++;
      flowDepth = 'style' in event && event.style === COLLECTION_STYLE.FLOW ? Math.min(flowDepth, depth) : flowDepth;
    }
  }
}

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
