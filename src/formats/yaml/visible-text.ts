import { failAt, NO_PADDING, SourceDocument } from './source';

/**
 * The text of a YAML document up to its end mark `...`, where kubectl stops reading.
 *
 * @throws YamlError if a person would see something else than kubectl: a line break that looks like none, or text after the end mark
 */
export function visibleText(document: SourceDocument): string {
  const text = document.text.startsWith(BYTE_ORDER_MARK) ? document.text.slice(1) : document.text;
  const source = { document, text, padding: NO_PADDING };
  const invisible = text.search(INVISIBLE);
  if (invisible >= 0) {
    const code = text.charCodeAt(invisible).toString(16).toUpperCase().padStart(4, '0');
    failAt(source, invisible, `the invisible character U+${code}`);
  }
  const end = mayEndEarly(text) ? END_MARK.exec(text) : null;
  if (!end) {
    return text;
  }
  if (!CONTENT.test(text.slice(0, end.index))) {
    failAt(source, end.index, 'an end mark `...` without a document');
  }
  const rest = end.index + end[0].length;
  const extra = CONTENT.exec(text.slice(rest));
  if (extra) {
    failAt(source, rest + extra.index + extra[0].length, 'text after the end mark `...`, which kubectl does not read');
  }
  return text.slice(0, end.index);
}

const BYTE_ORDER_MARK = '\uFEFF';

/** Control characters, a byte order mark inside the text, and line breaks of YAML 1.1 other than LF and CR. */
const INVISIBLE = /[^\t\n\r\x20-\x7E\xA0-\u2027\u202A-\uFEFE\uFF00-\uFFFD]/;

function mayEndEarly(text: string): boolean {
  return text.includes('\n...') || text.includes('\r...') || text.startsWith('...');
}

const END_MARK = /^\.\.\.(?=\s|$)/m;
const CONTENT = /^[ \t]*(?=[^\s#])/m;
