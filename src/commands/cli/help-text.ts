import { wrapped } from '../../tasks/reports/styles';

/** The label of a list item, such as an exit code. */
const LABEL = /^ {2}\S+ {2,}(?=\S)/;
/** A further line of the text. */
const CONTINUED = /^ {5,}(?=\S)/;
/** Terminals with an unknown width report 0 or a few columns. */
const NARROWEST = 40;
/** A label with an address. A long address stays on the line of its label, because it does not fit on the next line either. */
const ADDRESS = /^\S+: +\S+$/;

/** Wraps the paragraphs and lists of a help text. Examples stay unchanged, so that users can copy them. */
export function helpText(text: string, width: number): string {
  return text.split('\n\n').map((block) => isTooWide(block, width) ? reflowed(block, width) : block).join('\n\n');
}

function isTooWide(block: string, width: number): boolean {
  const isExample = block.trimStart().startsWith('Examples:');
  return width >= NARROWEST && !isExample && block.split('\n').some((line) => line.length > width && !ADDRESS.test(line));
}

function reflowed(block: string, width: number): string {
  return joined(block.split('\n')).map((line) => {
    const [label = ''] = LABEL.exec(line) ?? [];
    return ADDRESS.test(line) ? line
      : label + wrapped(line.slice(label.length), width - label.length).join(`\n${' '.repeat(label.length)}`);
  }).join('\n');
}

/** Joins the lines of each paragraph, and of each item. */
function joined(lines: readonly string[]): readonly string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const before = texts.at(-1) ?? '';
    const isNew = before === '' || line === '' || LABEL.test(line) || ADDRESS.test(line) || ADDRESS.test(before);
    const endsItem = LABEL.test(before) && !CONTINUED.test(line);
    if (isNew || endsItem) {
      texts.push(line);
    } else {
      texts[texts.length - 1] = `${before} ${line.trim()}`;
    }
  }
  return texts;
}
