/*
 * Writes lib/bundle after jsii: the modules of each folder of `lib` in one file, with what they need of npm packages. Hundreds of small
 * files took longer to find and open than to run. A folder is loaded where a module of it is first used, and a module runs then, too.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { basename, dirname, join, relative } from 'path';
import { buildSync, build, BuildOptions, Plugin } from 'esbuild';
import { compiledSchema } from './compiled-schema';
import { pruneDeclarations } from './declarations';
import { exported, lazyCore, lazyIndex, lazyPlus, moduleOfType } from './lazy-index';
import { nativeSpread } from './native-spread';
import { packageFolder, packageIn } from './npm-package';
import { anyPlus, ONCE_A_VERSION, WITH_PLUS } from './plus-copies';
import { modulesThatNeedPlus, plusTypes } from './plus-types';
import { OTHER_PLUS, SUBPATHS } from './plus-versions';
import { rewriteAssembly } from './published-assembly';
import { shortNames } from './short-names';
import { withUnprintedThrows } from './unprinted-throws';
import { dataWithoutExamples } from './without-examples';

const SRC = join(__dirname, '..', 'src');
const LIB = join(__dirname, '..', 'lib');
const OUT = join(LIB, 'bundle');
/** Started as a program of its own, or before all others. */
const PROGRAMS = ['commands/cli/suggest/ask-process.js', 'commands/cli/compile-cache.js'];
/**
 * Loaded where something of them is first used, not where it is imported: most commands, and most syntheses, need none of them. The others
 * are needed in every run, and a getter for each call between them would cost more than it saves.
 */
const LATE = ['audit', 'baseline', 'dockerfile', 'image-facts', 'image-lock', 'images', 'reports', 'settings-file', 'shell', 'writable-paths', 'yaml'];
/** Asked for by `lib/commands/cli/main.js`, and by the benchmarks. */
const ENTRIES = ['commands/cli/main', 'commands/cli/program', 'commands/cli/process-io'];
/** Copies of packages, see projenrc/shell-parser.ts. */
const COPIES: Readonly<Record<string, string>> = { 'vendor/unbash.js': 'node_modules/unbash' };
const PEERS = ['cdk8s', 'constructs'];

const COMMON: BuildOptions = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', minifySyntax: true, minifyWhitespace: true, lineLimit: 160, legalComments: 'none' };

function foldersIn(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** The modules of a folder, such as `policy/engine/evaluate`. */
function modulesOf(folder: string): readonly string[] {
  return readdirSync(join(LIB, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js')).map((file) => `${folder}/${file.slice(0, -'.js'.length)}`).sort();
}

/** Such as `policy/engine/evaluate`; undefined for a file that is in no folder of `src`. */
function moduleOf(file: string): string | undefined {
  const path = relative(LIB, file);
  return path.startsWith('..') || !path.includes('/') ? undefined : path.replace(/\.js$/, '');
}

/** Such as `policy/engine`. */
function folderOf(module: string): string {
  return module.split('/').slice(0, 2).join('/');
}

/** The modules that another bundle or a main module asks for. The others are in their bundle only where one of its modules imports them. */
function askedModules(folders: readonly string[]): ReadonlySet<string> {
  const imported = folders.flatMap(modulesOf).flatMap((module) => {
    const file = join(LIB, `${module}.js`);
    return [...readFileSync(file, 'utf8').matchAll(/\brequire\((["'])(\.[^"']*)\1\)/g)]
      .map(([, , path]) => moduleOf(require.resolve(join(dirname(file), path))))
      .filter((other) => other !== undefined && folderOf(other) !== folderOf(module)) as string[];
  });
  const exports = exported().map(moduleOfType);
  return new Set([...imported, ...exports, ...ENTRIES]);
}

/** A module of another folder is asked of the bundle of that folder. */
function otherFolders(own: string): Plugin {
  return {
    name: 'other folders',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\./, namespace: 'file' }, ({ path, resolveDir }) => {
        const module = moduleOf(require.resolve(join(resolveDir, path)));
        const isOther = module !== undefined && folderOf(module) !== own;
        return isOther ? { path: nameInBundle(module), namespace: 'other', pluginData: module } : undefined;
      });
      onResolve({ filter: /^\./, namespace: 'other' }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /.*/, namespace: 'other' }, ({ pluginData }) => ({ contents: stubOf(pluginData), resolveDir: LIB }));
    },
  };
}

/** A package that asks for itself by its name makes Node.js load what reads `exports`, which takes 6 ms. */
function ownPackage(): Plugin {
  return {
    name: 'own package',
    setup({ onResolve }) {
      onResolve({ filter: /^cdk8s-hardened\/package\.json$/ }, () => ({ path: '../../package.json', external: true }));
    },
  };
}

/** Without its group, such as `engine/evaluate`: there are thousands of these names. */
function nameInBundle(module: string): string {
  return module.slice(module.indexOf('/') + 1);
}

/** What stands for a module of another bundle. */
function stubOf(module: string): string {
  const [, folder] = module.split('/');
  const required = `require('./${folder}.js')(${JSON.stringify(nameInBundle(module))})`;
  if (!LATE.includes(folder)) {
    return `module.exports = ${required};`;
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const names = Object.keys(require(join(LIB, module)));
  const getters = names.map((name) => `get ${name}() { return (loaded ??= load()).${name}; }`);
  return `let loaded; const load = () => ${required}; module.exports = { ${getters.join(', ')} };`;
}

async function bundleFolder(folder: string, asked: ReadonlySet<string>): Promise<readonly string[]> {
  const cases = modulesOf(folder).filter((module) => asked.has(module))
    .map((module) => `case ${JSON.stringify(nameInBundle(module))}: return require('./${module}');`);
  const { metafile } = await build({
    ...COMMON,
    ...folder === WITH_PLUS && ONCE_A_VERSION,
    stdin: { contents: `module.exports = (name) => { switch (name) { ${cases.join('\n')} default: throw new Error('no module ' + name); } };`, resolveDir: LIB },
    outfile: join(OUT, `${basename(folder)}.js`),
    external: PEERS,
    metafile: true,
    plugins: [
      otherFolders(folder), ...folder === WITH_PLUS ? [anyPlus()] : [], ownPackage(), compiledSchema(),
      nativeSpread(), dataWithoutExamples(), shortNames(),
    ],
  });
  return Object.keys(metafile!.inputs);
}

/** The licenses of the packages that are in the bundles. */
function licenses(inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => COPIES[input] ?? packageFolder(input) ?? []));
  const texts = [...folders].map((folder) => {
    const { name, version, license } = packageIn(folder);
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
  });
  return texts.sort().join(`\n${'-'.repeat(80)}\n\n`);
}

/** The modules that apps import, and their types. */
function writeEntries(): void {
  const types = exported();
  const needPlus = modulesThatNeedPlus(LIB, 'index');
  const write = (name: string, text: string) => writeFileSync(join(LIB, name), text);
  pruneDeclarations(LIB, ['index', 'core']);
  write('index.js', lazyIndex(types, needPlus));
  write('core.js', lazyCore(types));
  for (const version of OTHER_PLUS) {
    write(`plus-${version}.js`, lazyPlus(version, types, needPlus));
    write(`plus-${version}.d.ts`, plusTypes(LIB, version, needPlus));
  }
  for (const name of SUBPATHS) {
    const folder = join(LIB, '..', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ main: `../lib/${name}.js`, types: `../lib/${name}.d.ts` }, undefined, 2)}\n`);
  }
}

async function bundle(): Promise<void> {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT);
  // Not those of `lib`, where jsii leaves what it compiled earlier. Such as `policy/engine`.
  const folders = foldersIn(SRC).flatMap((group) => foldersIn(join(SRC, group)).map((folder) => `${group}/${folder}`));
  const asked = askedModules(folders);
  const inputs = (await Promise.all(folders.map((folder) => bundleFolder(folder, asked)))).flat();
  for (const program of PROGRAMS) {
    buildSync({ ...COMMON, entryPoints: [join(LIB, program)], outdir: OUT });
  }
  for (const file of readdirSync(OUT).map((name) => join(OUT, name))) {
    writeFileSync(file, withUnprintedThrows(readFileSync(file, 'utf8')));
  }
  writeFileSync(join(OUT, 'LICENSES.txt'), licenses(inputs));
  writeEntries();
  rewriteAssembly('.jsii');
  writeFileSync(join(LIB, 'commands', 'cli', 'main.js'), "#!/usr/bin/env node\n'use strict';\n"
    + "require('../../bundle/compile-cache').useCompileCache(process.env);\nrequire('../../bundle/cli')('cli/main');\n");
}

if (!existsSync(LIB)) throw new Error('there is no lib: run jsii first');
void bundle();
