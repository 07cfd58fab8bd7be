import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import {
  createSourceFile, Expression, forEachChild, isBinaryExpression, isNoSubstitutionTemplateLiteral, isParenthesizedExpression,
  isStringLiteral, isTemplateExpression, Node, ScriptTarget,
} from 'typescript';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { remedyInCodeOf } from '../../../src/policy/controls/remedy-in-code';
import { waiverText } from '../../../src/policy/waivers/suggest';

const SRC = join(__dirname, '../../../src');
/** The folders whose errors arrive in apps. */
const FOLDERS = ['constructs', 'policy/network', 'policy/waivers', 'policy/controls', 'knowledge/writable-paths', 'tasks/admission'];

/** All texts with code that an app can get, for users of TypeScript. */
export function messages(): readonly string[] {
  const remedies = CATALOG.flatMap(({ remedyInCode, remedy }) => (['hardened', 'plain'] as const).map((kind) => remedyInCodeOf(remedyInCode, kind) ?? remedy));
  return [...new Set([...remedies, ...waivers(), ...literals()])];
}

function waivers(): readonly string[] {
  const waiver = { control: 'sudo', containers: ['main', 'a"b'], allow: ['NET_ADMIN', '$x\n'], reason: '' };
  const joint = { controls: ['sudo', 'privileged'], initContainers: ['setup'], template: 'spec.template', reason: '' };
  return [waiver, joint].flatMap((each) => [
    waiverText(each), `Hardening.of(chart).addWaiver(${waiverText(each, { kind: 'Deployment', name: 'web', namespace: 'shop' })})`,
  ]);
}

/** The texts in the sources. A value in a template is a name here. */
function literals(): readonly string[] {
  const found: string[] = [];
  for (const file of FOLDERS.flatMap((folder) => readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(SRC, folder, name)))) {
    if (file.endsWith('.ts')) collect(createSourceFile(file, readFileSync(file, 'utf8'), ScriptTarget.Latest, true), found);
  }
  return found.filter((text) => /write [[{A-Za-z]|(?:use|pass|set|call|with) `?[A-Za-z]\w+[.:]/.test(text));
}

function collect(node: Node, found: string[]): void {
  const text = textOf(node as Expression);
  if (text !== undefined) found.push(text);
  else forEachChild(node, (child) => collect(child, found));
}

function textOf(node: Expression): string | undefined {
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (isTemplateExpression(node)) return node.head.text + node.templateSpans.map(({ literal }) => `value${literal.text}`).join('');
  if (isParenthesizedExpression(node)) return textOf(node.expression);
  if (!isBinaryExpression(node) || node.operatorToken.getText() !== '+') return undefined;
  const { left, right } = node;
  const [one, other] = [textOf(left), textOf(right)];
  return one === undefined && other === undefined ? undefined : `${one ?? 'value'}${other ?? 'value'}`;
}
