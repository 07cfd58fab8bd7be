/*
 * The main module, in which each class is loaded where it is first used, as in aws-cdk-lib: cdk8s-cli loads the validation plugin from the
 * main module of this package without the peers.
 */
import { readFileSync } from 'fs';

interface JsiiType {
  readonly kind: 'class' | 'enum' | 'interface';
  readonly name: string;
  /** Such as `src/constructs/options/run-as:RunAs`. */
  readonly symbolId: string;
}

/** What the main module has at run time. An interface is nothing. */
export function exported(): readonly JsiiType[] {
  const { types } = JSON.parse(readFileSync('.jsii', 'utf8')) as { readonly types: Readonly<Record<string, JsiiType>> };
  return Object.values(types).filter(({ kind }) => kind !== 'interface');
}

const HEAD = `'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
function lazy(name, load) {
  Object.defineProperty(exports, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = loaded(name, load);
      Object.defineProperty(exports, name, { enumerable: true, configurable: true, value });
      return value;
    },
  });
}
function loaded(name, load) {
  try {
    return load();
  } catch (cause) {
    if (cause.code !== 'MODULE_NOT_FOUND' || !cause.message.startsWith("Cannot find module 'cdk8s-plus-28'")) throw cause;
    return withoutPeer(name, cause);
  }
}
function withoutPeer(name, cause) {
  const fail = () => {
    throw new Error(name + ' of cdk8s-hardened needs cdk8s-plus-28, which is not installed. Run \`npm install cdk8s-plus-28\`, or harden workloads of another cdk8s-plus '
      + 'with \`new Deployment(...).with(new HardeningMixin())\` from cdk8s-hardened/core.', { cause });
  };
  return new Proxy(class {}, { construct: fail, get: (target, key) => typeof key === 'symbol' || key in target ? target[key] : fail() });
}
`;

/**
 * `exports.X = void 0` is what shows a name to `import { X }` of ES modules: they look for it in the text. They also get every export when
 * they import one, and make those that throw undefined: so a class that needs the optional peer throws where it is used.
 */
export function lazyIndex(types: readonly Pick<JsiiType, 'name' | 'symbolId'>[] = exported()): string {
  const lines = types.map(({ name, symbolId }) => {
    const [, module, folder] = /^src\/[^/]*\/(([^/]*)\/.*?):/.exec(symbolId)!;
    return `exports.${name} = void 0;\nlazy('${name}', () => require('./bundle/${folder}')('${module}').${name});\n`;
  });
  return HEAD + lines.join('');
}
