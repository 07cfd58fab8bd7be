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
  if (part === 'comments') {
    for (const { pos, end } of commentsIn(source)) {
      put(pos, source.slice(pos, end).replace(/^\/\*\*?|\*\/$|^\/\/ ?/g, '').replace(/^[ \t]*\* ?/gm, ''));
    }
    return lines.join('\n');
  }
  const file = ts.createSourceFile('x.ts', source, ts.ScriptTarget.Latest, true);
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

function commentsIn(source: string): readonly { readonly pos: number; readonly end: number }[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, source);
  const found: { pos: number; end: number }[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia) {
      found.push({ pos: scanner.getTokenPos(), end: scanner.getTextPos() });
    }
  }
  return found;
}
