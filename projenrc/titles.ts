import { readFileSync } from 'fs';
import * as ts from 'typescript';

const CALLS = /^(test|it|describe|works)\b/;

/** The titles of the tests in a file, and the texts in the tables of `test.each`, as they stand there. */
export function titlesIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const titles: string[] = [];
  const visit = (node: ts.Node, isTitle: boolean): void => {
    if (ts.isCallExpression(node) && CALLS.test(node.expression.getText())) {
      visit(node.expression, true);
      node.arguments.forEach((argument, index) => visit(argument, index === 0));
    } else if (isTitle && ts.isStringLiteralLike(node)) {
      titles.push(node.text);
    } else if (isTitle && ts.isTemplateExpression(node)) {
      titles.push(node.getText().slice(1, -1));
    } else {
      ts.forEachChild(node, (child) => visit(child, isTitle && !ts.isFunctionLike(node)));
    }
  };
  visit(source, false);
  return titles;
}
