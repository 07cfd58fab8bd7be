import { parseEvents, YAMLException } from 'js-yaml';
import { checkReadings } from './readings';
import { failAt, lineBreaks, MAX_DEPTH, NO_PADDING, SourceDocument, Tokens } from './source';
import { visibleText } from './visible-text';

/** What a document says, token by token. Throws a `YamlError` where it cannot be read, or two readers would read it differently. */
export function tokensOf(document: SourceDocument): Tokens {
  const { text, events } = document;
  if (events) {
    return { document, text, events, padding: NO_PADDING };
  }
  const tokens = parse(document, visibleText(document));
  checkReadings(tokens);
  return tokens;
}

/**
 * The parser knows YAML 1.2, in which lines within brackets and quotes have to be indented, and a comment needs a space before
 * it. To kubectl neither matters: we put the spaces there and try again, unless that would take a noticeable time.
 */
function parse(document: SourceDocument, original: string): Tokens {
  const padding = new Map<number, number>();
  let text = original;
  for (let cost = 0; ; cost += text.length) {
    try {
      return { document, text, padding, events: parseEvents(text, { maxDepth: MAX_DEPTH }) };
    } catch (error) {
      if (!(error instanceof YAMLException) || !error.mark) {
        throw error;
      }
      const { position } = error.mark;
      const { count: line, lineStart } = lineBreaks(text, position);
      if (cost > MAX_COST) {
        failAt({ document, text, padding }, position, error.reason);
      } else if (error.reason === 'deficient indentation' && !padding.has(line)) {
        padding.set(line, longestLine(original) + 1);
        text = insertSpaces(text, lineStart, padding.get(line)!);
      } else if (/^[^\s]#/.test(text.slice(position - 1, position + 1))) {
        text = insertSpaces(text, position, 1);
      } else {
        failAt({ document, text, padding }, position, error.reason);
      }
    }
  }
}

/** How many characters of a document we parse again and again; a second's work. */
const MAX_COST = 20_000_000;

function insertSpaces(text: string, offset: number, count: number): string {
  return text.slice(0, offset) + ' '.repeat(count) + text.slice(offset);
}

/** No line is indented further than this. */
function longestLine(text: string): number {
  return text.split(/[\r\n]/).reduce((longest, line) => Math.max(longest, line.length), 0);
}
