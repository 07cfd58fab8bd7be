import { DockerfileError } from './dockerfile-error';
import { RawInstruction } from './lines';
import { splitWords } from './words';
import { isWellFormed, NOTHING_KNOWN, unquote } from '../../shell/variables';

/** The instructions that may have here-documents. */
const TAKING = new Set(['ADD', 'COPY', 'RUN', 'ONBUILD']);

/** Builders read here-documents with this escape character, even if the file sets another one. */
const ESCAPE = '\\';
const START = /^\d*<<-?([^<]+)$/;
/** A start that only some versions of builders recognize: with a blank before the name, or after other text. */
const POSSIBLE_START = /^[^<]*<<-?([^<]*)$/;

/**
 * Checks the here-documents of an instruction.
 *
 * @param isLine whether the file has this line, apart from tabs before it
 * @throws DockerfileError for a here-document without an end, because the rest of the file would be a part of it and not evaluated, and
 * for one whose text could be different lines for different builders
 */
export function checkHereDocuments({ keyword, line, text, hereDocuments }: RawInstruction, isLine: (text: string) => boolean): void {
  if (!TAKING.has(keyword) || !text.includes('<<')) {
    requireNone(hereDocuments, line);
    return;
  }
  const words = splitWords(text, ESCAPE);
  // If builders cannot read the words, they find no here-documents in them.
  const names = isWellFormed(text, ESCAPE) ? words.flatMap((word) => nameIn(word, START) ?? []) : [];
  const lines = hereDocuments.map((each) => each.replace(/^\t+/, ''));
  let next = 0;
  for (const name of names) {
    const end = lines.indexOf(name, next);
    if (end < 0) {
      throw new DockerfileError(`the here-document "${name}" has no end: write ${name} on its own line after it`, line);
    }
    next = end + 1;
  }
  requireNone(lines.slice(next), line);
  const known = new Set(names);
  words.forEach((word, index) => {
    const name = nameIn(word, POSSIBLE_START);
    const possible = name === '' ? unquote(words[index + 1] ?? '', ESCAPE, NOTHING_KNOWN) : name;
    if (possible !== undefined && !known.has(possible) && isLine(possible)) {
      throw new DockerfileError(`some builders read a here-document up to the line "${possible}", and `
        + `others do not: write <<${possible} as a word of its own`, line);
    }
  });
}

function nameIn(word: string, pattern: RegExp): string | undefined {
  const name = pattern.exec(word)?.[1];
  return name === undefined ? undefined : unquote(name, ESCAPE, NOTHING_KNOWN);
}

function requireNone(rest: readonly string[], line: number): void {
  if (rest.length > 0) {
    throw new DockerfileError('builders disagree where this instruction ends: split it into '
      + 'several, or write its here-document in another way', line);
  }
}
