/*
 * The main module, in which each class is loaded where it is first used, as in aws-cdk-lib: cdk8s-cli loads the validation plugin from the
 * main module of this package without the peers.
 */
import { readFileSync } from 'fs';

interface JsiiType {
  readonly kind: 'class' | 'enum' | 'interface';
  readonly name: string;
  /** Such as `src/options/run-as:RunAs`. */
  readonly symbolId: string;
}

/** What the main module has at run time. An interface is nothing. */
export function exported(): readonly JsiiType[] {
  const { types } = JSON.parse(readFileSync('.jsii', 'utf8')) as { readonly types: Readonly<Record<string, JsiiType>> };
  return Object.values(types).filter(({ kind }) => kind !== 'interface');
}

/** `exports.X = void 0` is what shows a name to `import { X }` of ES modules: they look for it in the text. */
export function lazyIndex(types: readonly Pick<JsiiType, 'name' | 'symbolId'>[] = exported()): string {
  const lines = types.map(({ name, symbolId }) => {
    const [, module, folder] = /^src\/((.*?)\/.*?):/.exec(symbolId)!;
    return `exports.${name} = void 0;\nlazy('${name}', () => require('./bundle/${folder}')('${module}').${name});`;
  });
  return [
    '\'use strict\';',
    'Object.defineProperty(exports, \'__esModule\', { value: true });',
    'function lazy(name, load) {',
    '  Object.defineProperty(exports, name, {',
    '    enumerable: true,',
    '    configurable: true,',
    '    get() {',
    '      const value = load();',
    '      Object.defineProperty(exports, name, { enumerable: true, configurable: true, value });',
    '      return value;',
    '    },',
    '  });',
    '}',
    ...lines,
    '',
  ].join('\n');
}
