import { createSourceFile, forEachChild, isThrowStatement, Node, ScriptTarget } from 'typescript';

/**
 * For an error that nobody catches, Node.js prints the line that threw it, here 160 characters of minified code. It does not if the
 * line contains this text.
 */
const MARK = '/*node-do-not-add-exception-line*/';

/** A script whose lines Node.js does not print above its errors. */
export function withUnprintedThrows(script: string): string {
  const parts: string[] = [];
  let end = 0;
  const visit = (node: Node): void => {
    if (isThrowStatement(node)) {
      parts.push(script.slice(end, node.getStart()), MARK);
      end = node.getStart();
    }
    forEachChild(node, visit);
  };
  visit(createSourceFile('bundle.js', script, ScriptTarget.Latest, true));
  return [...parts, script.slice(end)].join('');
}
