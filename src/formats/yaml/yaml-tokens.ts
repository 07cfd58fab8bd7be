import { parseEvents, YAMLException } from 'js-yaml';
import { checkReadings } from './readings';
import { failAt, lineBreaks, MAX_DEPTH, NO_PADDING, SourceDocument, Tokens, TOO_DEEP } from './source';
import { visibleText } from './visible-text';

/**
 * The events of a document.
 *
 * @throws YamlError if it cannot be read, or if two readers would read it differently
 */
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
 * The parser follows YAML 1.2: lines in brackets and quotes must be indented, no tab may come before a bracket, and a comment needs a space
 * before it. kubectl ignores all this white space, so it is corrected before another attempt.
 */
function parse(document: SourceDocument, original: string): Tokens {
  const padding = new Map<number, number>();
  let indentation: number | undefined;
  let text = original;
  for (let cost = 0; ; cost += text.length) {
    try {
      return { document, text, padding, events: parseEvents(text, { maxDepth: MAX_DEPTH }) };
    } catch (error) {
      if (!(error instanceof YAMLException) || !error.mark) {
        throw error;
      }
      const { reason, mark: { position } } = error;
      const { count: line, lineStart } = lineBreaks(text, position);
      const before = text.slice(lineStart, position);
      if (cost > MAX_COST) {
        failAt({ document, text, padding }, position, PLAINER[reason] ?? reason);
      } else if (reason === DEFICIENT && before.trim() === '' && !padding.has(line)) {
        indentation ??= longestLine(original) + 1;
        padding.set(line, indentation);
        text = splice(text, lineStart, 0, ' '.repeat(indentation));
      } else if (reason === DEFICIENT && before.trim() !== '' && before.includes('\t')) {
        text = splice(text, lineStart + before.lastIndexOf('\t'), 1, ' ');
      } else if (text[position] === '#' && /\S$/.test(before)) {
        text = splice(text, position, 0, ' ');
      } else {
        failAt({ document, text, padding }, position, PLAINER[reason] ?? reason);
      }
    }
  }
}

const DEFICIENT = 'deficient indentation';

/** Clearer texts for some reasons of the parser. */
const PLAINER: Record<string, string> = {
  [DEFICIENT]: 'a line within brackets or quotes that is not indented',
  [`nesting exceeded maxDepth (${MAX_DEPTH})`]: TOO_DEEP,
  'directives end mark is expected': 'a directive (`%`), which kubectl does not read',
};

/** Maximum number of characters to parse repeatedly, which takes about three seconds. The Gateway API needs 60 million. */
const MAX_COST = 100_000_000;

function splice(text: string, offset: number, length: number, replacement: string): string {
  return text.slice(0, offset) + replacement + text.slice(offset + length);
}

/** No line has more indentation than this. */
function longestLine(text: string): number {
  return text.split(/[\r\n]/).reduce((longest, line) => Math.max(longest, line.length), 0);
}
