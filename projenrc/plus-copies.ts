/*
 * The bundle of the hardened kinds is one text for all versions of cdk8s-plus: a copy of its modules is made for each version that an app
 * has, where an entry point asks for the first class.
 */
import { BuildOptions, Plugin } from 'esbuild';
import { MAIN_PLUS, OTHER_PLUS, plusPackage } from './plus-versions';

/** The only folder that needs cdk8s-plus. */
export const WITH_PLUS = 'constructs/workloads';

const MAIN = plusPackage(MAIN_PLUS);
const OTHERS = `cdk8s-hardened for ${MAIN}, and cdk8s-hardened/plus-N for cdk8s-plus-N, where N is ${OTHER_PLUS[0]} to ${OTHER_PLUS[OTHER_PLUS.length - 1]}`;
const ENTRIES = [MAIN_PLUS, ...OTHER_PLUS].map((version) => [plusPackage(version), version === MAIN_PLUS ? 'cdk8s-hardened' : `cdk8s-hardened/plus-${version}`]);

/**
 * The code around the modules. `plus` is what an entry point says of its version; modules that need no cdk8s-plus are asked for without.
 * The version is read from a class: a file would take longer. ES modules get every export when they import one, and make those that throw
 * undefined: so a class whose peer is missing throws where it is used.
 */
const HEAD = `'use strict';
const copies = {};
module.exports = (name, plus = {}, kind = '') => {
  try {
    return (copies[plus.peer] ??= copy(plus))(name);
  } catch (cause) {
    if (cause === plus.unfit) return unusable(plus, kind, 'and ' + plus.installed + ' is installed');
    if (cause.code !== 'MODULE_NOT_FOUND' || !cause.message.startsWith("Cannot find module '" + plus.peer + "'")) throw cause;
    return unusable(plus, kind, 'which is not installed', cause);
  }
};
function loaded(plus) {
  const library = plus.load();
  plus.installed = library.Pod[Symbol.for('jsii.rtti')].version;
  const [major, minor, patch] = plus.installed.split('.').map(Number);
  const [lowestMajor, lowestMinor, lowestPatch] = plus.lowest.split('.').map(Number);
  if (major !== lowestMajor || minor < lowestMinor || (minor === lowestMinor && patch < lowestPatch)) throw plus.unfit = new Error(plus.installed);
  return library;
}
function unusable({ entry, peer, lowest }, kind, why, cause) {
  const fail = () => {
    throw new Error(kind + ' of ' + entry + ' needs ' + peer + ' ^' + lowest + ', ' + why + '. Run \`npm install ' + peer + '@^' + lowest + '\`, or import it from the '
      + 'entry point of the cdk8s-plus that you have: ' + (installed(peer) || '${OTHERS}') + '.', { cause });
  };
  const stand = new Proxy(Object.defineProperty(class {}, 'name', { value: kind }), { construct: fail, get: (target, key) => typeof key === 'symbol' || key in target ? target[key] : fail() });
  return { [kind]: stand };
}
function installed(peer) {
  return ${JSON.stringify(ENTRIES)}.filter(([plus]) => plus !== peer && isInstalled(plus)).map(([plus, entry]) => entry + ' for ' + plus).join(', ');
}
function isInstalled(name) {
  try {
    return require.resolve(name) !== '';
  } catch {
    return false;
  }
}
function copy(plus) {
  const module = {};
`;
const FOOT = `return module.exports;
}`;

export const ONCE_A_VERSION: BuildOptions = { banner: { js: HEAD }, footer: { js: FOOT } };

/** What stands for cdk8s-plus in a copy. */
export function anyPlus(): Plugin {
  return {
    name: 'any cdk8s-plus',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^${MAIN}$`) }, ({ path }) => ({ path, namespace: 'plus' }));
      onLoad({ filter: /.*/, namespace: 'plus' }, () => ({ contents: 'module.exports = loaded(plus);' }));
    },
  };
}
