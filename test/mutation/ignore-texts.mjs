// @ts-check
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/*
 * What a control says of itself is text for people. A test that kills a mutant of it would only write the text down twice: that
 * each has one is tested, and what scanners call it is compared with docs/controls.md.
 */
const TEXTS = new Set(['title', 'why', 'remedy', 'knownAs']);

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'texts', {
    shouldIgnore(path) {
      const isText = path.isObjectProperty() && path.node.key.type === 'Identifier' && TEXTS.has(path.node.key.name)
        && path.get('value').type !== 'Identifier';
      return isText ? 'text for people' : undefined;
    },
  }),
];
