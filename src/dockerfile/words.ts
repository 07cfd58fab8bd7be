import { expand, Lookup, Piece, readReference } from './variables';

/** The words of a text; a quoted blank divides none. Quotes and escapes stay. */
export function splitWords(text: string, escape: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  for (let position = 0; position < text.length;) {
    if (isBlank(text[position])) {
      words.push(word);
      word = '';
      position++;
    } else {
      const end = endOfPart(text, position, escape);
      word += text.slice(position, end);
      position = end;
    }
  }
  return [...words, word].filter((each) => each !== '');
}

/** A word as the builder takes it: without quotes and escapes, its variables replaced. */
export function unquote(word: string, escape: string, lookup: Lookup): string {
  let plain = '';
  for (let position = 0; position < word.length;) {
    const { text, end } = readPart(word, position, escape, lookup);
    plain += text;
    position = end;
  }
  return plain;
}

function readPart(word: string, start: number, escape: string, lookup: Lookup): Piece {
  const end = endOfPart(word, start, escape);
  switch (word[start]) {
    case '\'': return { text: word.slice(start + 1, isClosed(word, start, end) ? end - 1 : end), end };
    case '"': return { text: unescape(word.slice(start + 1, isClosed(word, start, end) ? end - 1 : end), escape, lookup), end };
    case '$': return readReference(word, start, lookup);
    case escape: return { text: word.slice(start + 1, end), end };
    default: return { text: word[start], end };
  }
}

/** Where a quoted text, an escaped character or a plain one ends. */
function endOfPart(text: string, start: number, escape: string): number {
  const quote = text[start];
  if (quote === escape) {
    return Math.min(start + 2, text.length);
  }
  if (quote !== '"' && quote !== '\'') {
    return start + 1;
  }
  for (let position = start + 1; position < text.length; position++) {
    if (text[position] === quote) {
      return position + 1;
    }
    if (text[position] === escape && quote === '"') {
      position++;
    }
  }
  return text.length;
}

function isClosed(word: string, start: number, end: number): boolean {
  return end - start > 1 && word[end - 1] === word[start];
}

/** In double quotes an escape counts before a quote, a `$` and itself. */
function unescape(quoted: string, escape: string, lookup: Lookup): string {
  let plain = '';
  let pending = '';
  for (let position = 0; position < quoted.length; position++) {
    const next = quoted[position + 1];
    if (quoted[position] === escape && (next === '"' || next === '$' || next === escape)) {
      plain += expand(pending, lookup) + next;
      pending = '';
      position++;
    } else {
      pending += quoted[position];
    }
  }
  return plain + expand(pending, lookup);
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t';
}
