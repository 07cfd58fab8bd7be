import * as ts from 'typescript';

/** So many words make a sentence. */
const FEWEST_WORDS = 3;

/** Comments, or texts of the program, such as those that it prints. */
export type Part = 'comments' | 'texts';

/** A part of a source file as Markdown, on the lines on which it is in the file. Names in backticks stay code. */
export function proseOf(source: string, part: Part): string {
  const lines = source.split('\n').map(() => '');
  const put = (offset: number, text: string) => {
    const first = source.slice(0, offset).split('\n').length - 1;
    text.split('\n').forEach((line, index) => {
      // Indented text would be code.
      lines[first + index] = `${lines[first + index]} ${line.trim()}`.trim();
    });
  };
  const file = ts.createSourceFile('x.ts', source, ts.ScriptTarget.Latest, true);
  if (part === 'comments') {
    for (const { pos, end } of commentsIn(file)) {
      put(pos, source.slice(pos, end).replace(/^\/\*\*?|\*\/$|^\/\/ ?/g, '').replace(/^[ \t]*\* ?/gm, ''));
    }
    return lines.join('\n');
  }
  const visit = (node: ts.Node): void => {
    if ((ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) && isSentence(node.text)) {
      put(node.getStart(), node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return lines.join('\n');
}

function isSentence(text: string): boolean {
  return (text.match(/[A-Za-z]{2,}/g) ?? []).length >= FEWEST_WORDS && / /.test(text);
}

function commentsIn(file: ts.SourceFile): readonly ts.CommentRange[] {
  const found = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node): void => {
    const leading = ts.getLeadingCommentRanges(file.text, node.getFullStart()) ?? [];
    const trailing = ts.getTrailingCommentRanges(file.text, node.getEnd()) ?? [];
    [...leading, ...trailing].forEach((range) => found.set(range.pos, range));
    // Tokens have comments, too, such as a brace that ends a block.
    node.getChildren(file).forEach(visit);
  };
  visit(file);
  return [...found.values()];
}
