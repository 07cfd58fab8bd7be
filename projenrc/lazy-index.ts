/*
 * The main module, in which each class is loaded where it is first used, as in aws-cdk-lib: cdk8s-cli loads the validation plugin from the
 * main module of this package without the peers. So do the entry points for other versions of cdk8s-plus.
 */
import { readFileSync } from 'fs';
import { MAIN_PLUS, PLUS_VERSIONS, plusPackage } from './plus-versions';

interface JsiiType {
  readonly kind: 'class' | 'enum' | 'interface';
  readonly name: string;
  /** Such as `src/constructs/options/run-as:RunAs`. */
  readonly symbolId: string;
}

/** What an entry point has at run time. An interface is nothing. */
export function exported(): readonly JsiiType[] {
  const { types } = JSON.parse(readFileSync('.jsii', 'utf8')) as { readonly types: Readonly<Record<string, JsiiType>> };
  return Object.values(types).filter(({ kind }) => kind !== 'interface');
}

/** Such as `constructs/options/run-as`. */
export function moduleOfType({ symbolId }: Pick<JsiiType, 'symbolId'>): string {
  return /^src\/(.*?):/.exec(symbolId)![1];
}

/** Whether a type is in the hardened kinds, and not in `cdk8s-hardened/core`. */
export function isOfWorkloads(type: Pick<JsiiType, 'symbolId'>): boolean {
  return moduleOfType(type).startsWith('constructs/workloads/');
}

const HEAD = `'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
function lazy(name, load) {
  Object.defineProperty(exports, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = load();
      Object.defineProperty(exports, name, { enumerable: true, configurable: true, value });
      return value;
    },
  });
}
`;

/** How an entry point loads hardened kinds: what is right for its version is in the bundle, see projenrc/plus-copies.ts. */
function headOfKinds(version: number, entry: string): string {
  const peer = plusPackage(version);
  return `const plus = { entry: '${entry}', peer: '${peer}', lowest: '${PLUS_VERSIONS[version].lowest}', load: () => require('${peer}') };
function kind(name, module) {
  lazy(name, () => require('./bundle/workloads')(module, plus, name)[name]);
}
`;
}

type Types = readonly Pick<JsiiType, 'name' | 'symbolId'>[];

/** `exports.X = void 0` is what shows a name to `import { X }` of ES modules: they look for it in the text. */
function linesOf(types: Types, needPeer: ReadonlySet<string> = new Set()): string {
  const lines = types.map((type) => {
    const [, folder, ...path] = moduleOfType(type).split('/');
    const module = `'${folder}/${path.join('/')}'`;
    return needPeer.has(moduleOfType(type)) ? `kind('${type.name}', ${module});\n` : `lazy('${type.name}', () => require('./bundle/${folder}')(${module}).${type.name});\n`;
  });
  return `${types.map(({ name }) => `exports.${name} = `).join('')}void 0;\n${lines.join('')}`;
}

/**
 * The main module.
 *
 * @param needPeer the modules that need cdk8s-plus
 */
export function lazyIndex(types: Types, needPeer: ReadonlySet<string>): string {
  return HEAD + headOfKinds(MAIN_PLUS, 'cdk8s-hardened') + linesOf(types, needPeer);
}

/** `cdk8s-hardened/core`. */
export function lazyCore(types: Types): string {
  return HEAD + linesOf(types.filter((type) => !isOfWorkloads(type)));
}

/** The entry point for another version of cdk8s-plus: the classes of `core` are the same in all of them. */
export function lazyPlus(version: number, types: Types, needPeer: ReadonlySet<string>): string {
  return `${HEAD}${headOfKinds(version, `cdk8s-hardened/plus-${version}`)}function __exportStar(from) {
  Object.keys(from).forEach((name) => lazy(name, () => from[name]));
}
__exportStar(require('./core'), exports);
${linesOf(types.filter(isOfWorkloads), needPeer)}`;
}
