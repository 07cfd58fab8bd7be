// @ts-check
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/*
 * What a control says of itself and of what it finds is text for people. A test that kills a mutant of it would only write the text
 * down twice: that each control has its texts is tested, and what scanners call it stands in docs/controls.md.
 */
const TEXTS = new Set(['title', 'why', 'remedy', 'knownAs', 'detail']);
/** `at(owner, path, detail, remedy)` */
const FIRST_TEXT = 2;

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'texts', {
    shouldIgnore(path) {
      return isTextField(path) || isTextArgument(path) ? 'text for people' : undefined;
    },
  }),
];

function isTextField(path) {
  return path.isObjectProperty() && path.node.key.type === 'Identifier' && TEXTS.has(path.node.key.name) && isText(path.node.value);
}

function isTextArgument(path) {
  return isText(path.node) && path.listKey === 'arguments' && path.key >= FIRST_TEXT
    && path.parent.type === 'CallExpression' && path.parent.callee.type === 'Identifier' && path.parent.callee.name === 'at';
}

/** Not what decides which text it is. */
function isText({ type }) {
  return ['StringLiteral', 'TemplateLiteral', 'ObjectExpression'].includes(type);
}
