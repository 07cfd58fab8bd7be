import { DockerfileError } from './dockerfile-error';
import { RawInstruction } from './lines';

/** The instructions that may have here-documents. */
const TAKING = new Set(['ADD', 'COPY', 'RUN', 'ONBUILD']);

const START = /^<<-?(?:([^"'<\s]+)|"([^"]+)"|'([^']+)')$/;

/**
 * Whether an instruction has here-documents.
 *
 * @throws DockerfileError where one has no end: what follows would be read as a part of it, and judged by nobody
 */
export function checkHereDocuments({ keyword, line, text, hereDocuments }: RawInstruction): void {
  const names = TAKING.has(keyword) ? text.split(/[ \t]+/).flatMap((word) => START.exec(word)?.slice(1).find(Boolean) ?? []) : [];
  let rest = hereDocuments;
  for (const name of names) {
    const end = rest.findIndex((each) => each.replace(/^\t+/, '') === name);
    if (end < 0) {
      throw new DockerfileError(`the here-document "${name}" has no end: write ${name} on a line of its own behind it`, line);
    }
    rest = rest.slice(end + 1);
  }
  if (rest.length > 0) {
    throw new DockerfileError('nobody can say where this instruction ends: divide it into several, or write its here-document in another way', line);
  }
}
