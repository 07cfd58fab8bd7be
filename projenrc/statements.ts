/*
 * What README.md states: each sentence of its paragraphs and bullets, and each row of its tables. Code blocks state nothing by themselves:
 * test/readme.test.ts runs them.
 */

export interface Statement {
  readonly section: string;
  /** In one line, without the targets of links. The cells of a row stand behind each other. */
  readonly text: string;
  /** Of a row: the head of its table. */
  readonly head?: string;
}

export function statementsOf(markdown: string): Statement[] {
  const sections = markdown.replace(/^```[^]*?^```$/gm, '').split(/^##? /m).slice(1);
  return sections.flatMap((text) => {
    const [section, ...lines] = text.split('\n');
    const blocks = lines.join('\n').split(/\n\s*\n|\n(?=\s*- |\|)/).map((block) => block.trim().replace(/\s*\n\s*/g, ' ')).filter(Boolean);
    let head: string | undefined;
    return blocks.flatMap((block, index): Statement[] => {
      if (!block.startsWith('|')) {
        return sentencesIn(block).map((sentence) => ({ section, text: sentence }));
      }
      if (blocks[index + 1]?.startsWith('| ---')) {
        head = cellsOf(block);
        return [];
      }
      return block.startsWith('| ---') ? [] : [{ section, text: cellsOf(block), head }];
    });
  });
}

/** A period in a code span, or before a small letter, ends no sentence. */
function sentencesIn(block: string): string[] {
  const sentences = withoutLinks(block.replace(/^- /, '')).match(/(?:`[^`]*`|[^`])+?(?:\.(?=\s+[^a-z\s])|$)/g) ?? [];
  return sentences.map((sentence) => sentence.trim());
}

function cellsOf(row: string): string {
  return withoutLinks(row).split('|').map((cell) => cell.trim()).filter(Boolean).join('; ');
}

function withoutLinks(text: string): string {
  return text.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1');
}
