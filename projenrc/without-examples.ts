import { readFileSync } from 'fs';
import { Plugin } from 'esbuild';
import { forEachChild, isObjectLiteralExpression, isPropertyAssignment, Node, createSourceFile, ScriptTarget } from 'typescript';

/** A source without the fields named `example` of its object literals. */
export function withoutExamples(source: string): string {
  const cuts: (readonly [start: number, end: number])[] = [];
  const file = createSourceFile('causes.js', source, ScriptTarget.Latest);
  const visit = (node: Node): void => {
    if (isObjectLiteralExpression(node)) {
      node.properties.filter((field) => isPropertyAssignment(field) && field.name.getText(file) === 'example')
        .forEach((field) => cuts.push([field.pos, field.end]));
    }
    forEachChild(node, visit);
  };
  visit(file);
  // An object without its last field ends in the comma before it, and an object without another field has two commas.
  return cuts.reduceRight((text, [start, end]) => text.slice(0, start) + text.slice(end).replace(/^\s*,/, ''), source);
}

/** The causes of `doctor`, and the settings of objects, have examples for the documentation and the tests: users need none of them. */
export function dataWithoutExamples(): Plugin {
  return {
    name: 'data without examples',
    setup({ onLoad }) {
      onLoad({ filter: /[/\\](?:doctor[/\\]causes|controls[/\\]objects)[/\\](?:\w+[/\\])?[\w-]+\.js$/ }, ({ path }) => ({ contents: withoutExamples(readFileSync(path, 'utf8')), loader: 'js' }));
    },
  };
}
