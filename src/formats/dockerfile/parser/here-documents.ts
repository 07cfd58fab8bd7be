import { DockerfileError } from './dockerfile-error';
import { RawInstruction } from './lines';
import { splitWords } from './words';
import { isWellFormed, NOTHING_KNOWN, unquote } from '../../shell/variables';

/** The instructions that may have here-documents. */
const TAKING = new Set(['ADD', 'COPY', 'RUN', 'ONBUILD']);

/** Builders read them with this escape character, whatever the file's own is. */
const ESCAPE = '\\';
const START = /^\d*<<-?([^<]+)$/;
/** Text that only some versions of builders take for the start of one: with a blank before the name, or after other text. */
const POSSIBLE_START = /^[^<]*<<-?([^<]*)$/;

/**
 * Whether an instruction has here-documents.
 *
 * @param isLine whether the file has such a line, but for tabs before it
 * @throws DockerfileError if one has no end: what follows would be read as a part of it, and evaluated by nobody; and where builders may
 * read
 *         different lines as its text
 */
export function checkHereDocuments({ keyword, line, text, hereDocuments }: RawInstruction, isLine: (text: string) => boolean): void {
  if (!TAKING.has(keyword) || !text.includes('<<')) {
    requireNone(hereDocuments, line);
    return;
  }
  const words = splitWords(text, ESCAPE);
  // Builders that cannot read the words find no here-documents in them.
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
