// @ts-check
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/*
 * The texts of a control and of its violations are for people. A test that kills a mutant of it would only write the text
 * down twice: that each control has its texts is tested, and its ids in scanners are in docs/reference/controls.md.
 */
const TEXTS = new Set(['title', 'why', 'riskNote', 'remedy', 'remedyInCode', 'remedyOnWindows', 'spec', 'detail']);
const RISK = new Set(['risk']);
/** In CEL: what finds a mistake in it are the tests in test/tasks/admission that run it with the library of API servers, and take minutes. */
const EXPRESSIONS = new Set(['admission', 'filling']);
const IN_CEL = /\bin CEL\b/i;
/** Which arguments are texts: `at(owner, path, detail, remedy)`, `inInstruction(instruction, value, detail, allowKey)`, and so on. */
const TEXT_ARGUMENTS = new Map([['at', [2, 3]], ['inInstruction', [2]], ['flagViolations', [3]], ['refuse', [1]]]);

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'texts', {
    shouldIgnore(path) {
      if (isTextField(path) || isTextOfRisk(path) || isTextArgument(path) || isPartOfTexts(path)) {
        return 'text for people';
      }
      return isFieldOf(EXPRESSIONS, path) || isPartOfExpressions(path) ? 'CEL' : undefined;
    },
  }),
];

/** A constant or function of the module that only CEL refers to, or whose comment says that it is in CEL. */
function isPartOfExpressions(path) {
  const statement = path.isVariableDeclarator() ? path.parentPath : path;
  return isNamed(path)
    && ([statement, statement.parentPath].some(({ node }) => node.leadingComments?.some(({ value }) => IN_CEL.test(value)))
      || isReferredToIn(path, (user) => isFieldOf(EXPRESSIONS, user) || isPartOfExpressions(user)));
}

/** A text that only texts refer to. */
function isPartOfTexts(path) {
  return isNamed(path) && isText(path.node.init ?? {}) && isReferredToIn(path, isTextField);
}

function isNamed(path) {
  return (path.isVariableDeclarator() || path.isFunctionDeclaration()) && path.node.id?.type === 'Identifier';
}

/** Whether all that refers to a constant or function is within something else. */
function isReferredToIn(path, isUser) {
  const { referencePaths = [] } = path.scope.getBinding(path.node.id.name) ?? {};
  return referencePaths.length > 0 && referencePaths.every((use) => use.findParent((parent) => parent.node !== path.node && isUser(parent)) !== null);
}

function isTextField(path) {
  return isFieldOf(TEXTS, path) && isText(path.node.value);
}

/** What the risk depends on: `risk: { high: text }`. */
function isTextOfRisk(path) {
  return path.isObjectProperty() && isText(path.node.value) && isFieldOf(RISK, path.parentPath.parentPath);
}

function isFieldOf(names, path) {
  return path.isObjectProperty() && path.node.key.type === 'Identifier' && names.has(path.node.key.name);
}

function isTextArgument(path) {
  return isText(path.node) && path.listKey === 'arguments' && path.parent.type === 'CallExpression'
    && path.parent.callee.type === 'Identifier' && (TEXT_ARGUMENTS.get(path.parent.callee.name) ?? []).includes(path.key);
}

/** Not what decides which text it is. */
function isText({ type, left, right }) {
  return type === 'BinaryExpression' ? isText(left) && isText(right) : ['StringLiteral', 'TemplateLiteral', 'ObjectExpression'].includes(type);
}
