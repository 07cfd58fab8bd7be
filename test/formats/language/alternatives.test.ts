import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import {
  createSourceFile, Expression, forEachChild, isArrayLiteralExpression, isCallExpression, isIdentifier, isNewExpression,
  isPropertyAccessExpression, isRegularExpressionLiteral, isStringLiteral, isTaggedTemplateExpression, isTemplateExpression,
  isVariableDeclaration, Node, ScriptTarget, SourceFile,
} from 'typescript';
import { alternatives } from '../../../src/formats/language/alternatives';
import { sequence } from '../../../src/formats/language/sequence';

const SRC = join(__dirname, '..', '..', '..', 'src');
const MOST = 140;

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

type Constants = ReadonlyMap<string, Expression>;

/** The constants of a file, by name. */
function constantsOf(file: SourceFile): Constants {
  const found = new Map<string, Expression>();
  visit(file, (node) => isVariableDeclaration(node) && node.initializer && found.set(node.name.getText(file), node.initializer));
  return found;
}

/** The source of a literal, of a `sequence` of such parts, or of a constant that is one. */
function sourceOf(node: Expression, constants: Constants): string | undefined {
  if (isRegularExpressionLiteral(node)) {
    return node.text.slice(1, node.text.lastIndexOf('/'));
  }
  if (isIdentifier(node)) {
    const constant = constants.get(node.text);
    return constant && sourceOf(constant, constants);
  }
  if (isNewExpression(node) && node.arguments?.length === 1) {
    return textOf(node.arguments[0], constants);
  }
  const parts = partsOf(node)?.map((part) => sourceOf(part, constants));
  return parts?.every((part) => part !== undefined) ? parts.join('') : undefined;
}

/** The text of a template of `String.raw` whose values are sources of constants. */
function textOf(node: Expression, constants: Constants): string | undefined {
  const template = isTaggedTemplateExpression(node) ? node.template : undefined;
  if (!template || !isTemplateExpression(template)) {
    return undefined;
  }
  const values = template.templateSpans.map(({ expression, literal }) => isPropertyAccessExpression(expression)
    ? `${sourceOf(expression.expression, constants)}${literal.rawText}` : 'undefined');
  return [template.head.rawText, ...values].join('');
}

function partsOf(node: Expression): readonly Expression[] | undefined {
  const isSequence = isCallExpression(node) && isIdentifier(node.expression) && node.expression.text === 'sequence';
  return isSequence && isArrayLiteralExpression(node.arguments[0]) ? node.arguments[0].elements : undefined;
}

/** Whether a pattern has alternatives outside of a group, so that a part behind it would belong to the last one only. */
function isOpen(source: string): boolean {
  const plain = source.replace(/\\./gs, '').replace(/\[[^\]]*\]/g, '');
  let depth = 0;
  return [...plain].some((char) => {
    depth += char === '(' ? 1 : 0;
    depth -= char === ')' ? 1 : 0;
    return char === '|' && depth === 0;
  });
}

/** The comment behind an element, or else on the line above it. */
function exampleOf(element: Expression, file: SourceFile): string | undefined {
  const lines = file.text.split('\n');
  const { line } = file.getLineAndCharacterOfPosition(element.getStart(file));
  const { line: last, character } = file.getLineAndCharacterOfPosition(element.end);
  return /^,? \/\/ (.+)$/.exec(lines[last].slice(character))?.[1] ?? /^\s*\/\/ (.+)$/.exec(lines[line - 1])?.[1];
}

function patternOf(source: string | undefined, flags: string): RegExp | undefined {
  return source === undefined ? undefined : new RegExp(source, flags);
}

function alternativesIn(name: string, text: string): readonly Alternative[] {
  const file = createSourceFile(name, text, ScriptTarget.Latest);
  const found: Alternative[] = [];
  const constants = constantsOf(file);
  visit(file, (node) => {
    if (isCallExpression(node) && node.expression.getText(file) === 'alternatives') {
      const [list, flags] = node.arguments;
      const elements = isArrayLiteralExpression(list) ? list.elements : [list];
      found.push(...elements.map((element) => ({
        place: `${name}: ${element.getText(file)}`,
        pattern: patternOf(sourceOf(element, constants), flags && isStringLiteral(flags) ? flags.text.replace('g', '') : ''),
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

test('parts match one behind the other, and groups and flags stay', () => {
  const pattern = sequence([/user /, /(?<user>\w+)/, /$/], 'i');
  expect(pattern.exec('the USER web')?.groups).toEqual({ user: 'web' });
  expect(pattern.test('user web 1')).toBe(false);
});

test('each part of a sequence with alternatives has a group around them', () => {
  const open: string[] = [];
  let parts = 0;
  for (const { name, text } of sources.filter((source) => source.text.includes("language/sequence'"))) {
    const file = createSourceFile(name, text, ScriptTarget.Latest);
    const constants = constantsOf(file);
    visit(file, (node) => (isCallExpression(node) ? partsOf(node) ?? [] : []).forEach((part) => {
      parts++;
      isOpen(sourceOf(part, constants) ?? '') && open.push(`${name}: ${part.getText(file)}`);
    }));
  }
  expect(parts).toBeGreaterThan(80);
  expect(open).toEqual([]);
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
