import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { createSourceFile, Expression, forEachChild, isArrayLiteralExpression, isCallExpression, isRegularExpressionLiteral, isStringLiteral, Node, ScriptTarget, SourceFile } from 'typescript';
import { alternatives } from '../../../src/formats/language/alternatives';

const SRC = join(__dirname, '..', '..', '..', 'src');
const MOST = 240;

interface Alternative {
  readonly place: string;
  /** Undefined for an alternative that is not a literal. */
  readonly pattern?: RegExp;
  readonly example?: string;
}

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(SRC, name), 'utf8') }));

function visit(node: Node, each: (node: Node) => void): void {
  each(node);
  forEachChild(node, (child) => visit(child, each));
}

function literal(node: Expression, flags = ''): RegExp | undefined {
  return isRegularExpressionLiteral(node) ? new RegExp(node.text.slice(1, node.text.lastIndexOf('/')), flags) : undefined;
}

/** The comment behind an element, or else on the line above it. */
function exampleOf(element: Expression, file: SourceFile): string | undefined {
  const lines = file.text.split('\n');
  const { line } = file.getLineAndCharacterOfPosition(element.getStart(file));
  const { line: last, character } = file.getLineAndCharacterOfPosition(element.end);
  return /^,? \/\/ (.+)$/.exec(lines[last].slice(character))?.[1] ?? /^\s*\/\/ (.+)$/.exec(lines[line - 1])?.[1];
}

function alternativesIn(name: string, text: string): readonly Alternative[] {
  const file = createSourceFile(name, text, ScriptTarget.Latest);
  const found: Alternative[] = [];
  visit(file, (node) => {
    if (isCallExpression(node) && node.expression.getText(file) === 'alternatives') {
      const [list, flags] = node.arguments;
      const elements = isArrayLiteralExpression(list) ? list.elements : [list];
      found.push(...elements.map((element) => ({
        place: `${name}: ${element.getText(file)}`,
        pattern: literal(element, flags && isStringLiteral(flags) ? flags.text.replace('g', '') : undefined),
        example: exampleOf(element, file),
      })));
    }
  });
  return found;
}

const listed = sources.filter(({ text }) => text.includes("language/alternatives'")).flatMap(({ name, text }) => alternativesIn(name, text));

test('the first alternative that fits wins, and groups and flags stay', () => {
  const pattern = alternatives([/user (?<user>\w+)/, /group (?<group>\w+)/], 'i');
  expect(pattern.exec('GROUP web')?.groups).toEqual({ user: undefined, group: 'web' });
  expect(pattern.test('web')).toBe(false);
});

test('each alternative matches the text in its comment', () => {
  expect(listed.length).toBeGreaterThan(200);
  expect(listed.filter(({ pattern, example }) => pattern === undefined || example === undefined || !pattern.test(example))
    .map(({ place, example }) => `${place} <- ${example}`)).toEqual([]);
});

test('a long pattern is a list of alternatives', () => {
  const long = sources.flatMap(({ name, text }) => {
    const file = createSourceFile(name, text, ScriptTarget.Latest);
    const found: string[] = [];
    visit(file, (node) => isRegularExpressionLiteral(node) && node.text.length > MOST && found.push(`${name}: ${node.text}`));
    return found;
  });
  expect(long).toEqual([]);
});
