/** The words of a text. A quoted blank does not separate words. Quotes and escapes stay. */
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

/** The end of a quoted text, an escaped character or a single character. */
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

/** The blanks of `unicode.IsSpace` in Go. */
const BLANK = /[\s\u0085]/;

function isBlank(char: string): boolean {
  return BLANK.test(char) && char !== '\ufeff';
}
