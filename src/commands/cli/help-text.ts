import { wrapped } from '../../tasks/reports/styles';

/** An exit code with its text, and the lines that the text goes on with. */
const LISTED = /^ {2}(\S+) {2}(?=\S)/;
const CONTINUED = /^ {5}(?=\S)/;
/** A terminal that says less does not know its width. */
const NARROWEST = 40;
/** Nothing is gained by a break before an address that is too long for a line. */
const ADDRESS = /^\S+: +\S+$/;

/** A help whose paragraphs and exit codes fit a terminal. Examples stay as they are, so that they can be copied. */
export function helpText(text: string, width: number): string {
  return text.split('\n\n').map((block) => isTooWide(block, width) ? reflowed(block, width) : block).join('\n\n');
}

function isTooWide(block: string, width: number): boolean {
  const isExample = block.trimStart().startsWith('Examples:');
  return width >= NARROWEST && !isExample && block.split('\n').some((line) => line.length > width && !ADDRESS.test(line));
}

function reflowed(block: string, width: number): string {
  return joined(block.split('\n')).map((line) => {
    const [indent = ''] = LISTED.exec(line) ?? [];
    return ADDRESS.test(line) ? line
      : indent + wrapped(line.slice(indent.length), width - indent.length).join(`\n${' '.repeat(indent.length)}`);
  }).join('\n');
}

/** One text for each paragraph and each exit code. */
function joined(lines: readonly string[]): readonly string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const before = texts.at(-1) ?? '';
    const isNew = before === '' || line === '' || LISTED.test(line) || ADDRESS.test(line) || ADDRESS.test(before);
    if (isNew || (LISTED.test(before) && !CONTINUED.test(line))) {
      texts.push(line);
    } else {
      texts[texts.length - 1] = `${before} ${line.trim()}`;
    }
  }
  return texts;
}
