/*
 * A package for the newest cdk8s-plus, in the languages of jsii: jsii gives a package one module, and its classes parents of one version.
 * It is compiled from the same sources, in a folder of its own.
 */
import { execFileSync } from 'child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { MAIN_PLUS, NEWEST_PLUS, plusPackage } from '../plus-versions';
import { plusTargets } from './targets';

const COPIED = ['src', 'projenrc', 'rosetta', 'vendor', 'README.md', 'LICENSE', 'tsconfig.json', 'schema', 'integrations', 'API.md'];

const MAIN = plusPackage(MAIN_PLUS);
const NEWEST = plusPackage(NEWEST_PLUS);

/** Such as `cdk8s-hardened-plus-34`. */
export const PLUS_PACKAGE = `cdk8s-hardened-plus-${NEWEST_PLUS}`;

/** What differs in the sources. Each text must be there. */
const CHANGES: readonly (readonly [file: string, before: RegExp, after: string])[] = [
  // The list of versions has one, which is the main one.
  ['src/constructs/synth/plus-versions.ts', /(?<=MAIN_PLUS = )\d+/, String(NEWEST_PLUS)],
  ['src/constructs/synth/plus-versions.ts', new RegExp(`^ +(?!${NEWEST_PLUS}:)\\d+: .*\\n`, 'gm'), ''],
  // jsii has no unions of lists: the templates are those of cdk8s-plus.
  ['src/constructs/workloads/hardened-stateful-set.ts', /(?<=extends StatefulSetProps, HardeningProps \{)\n[^}]*(?=\})/, ''],
  ['src/constructs/workloads/hardened-stateful-set.ts', /^ \* +volumeClaimTemplates: .*\n/m, ''],
  ['rosetta/app.ts-fixture', new RegExp(`(?<=from ')${MAIN}(?=')`), NEWEST],
  ['rosetta/app.ts-fixture', /(?<=from ')cdk8s-hardened(?=')/, PLUS_PACKAGE],
  ['README.md', /(?<=from ')cdk8s-hardened(?=';)/, PLUS_PACKAGE],
  ['src/formats/language/go.ts', /(?<=plus: 'cdk8splus)\d+(?=', own: 'cdk8shardened')/, String(NEWEST_PLUS)],
  // Not the name by which TypeScript would look for the other package.
  ['src/constructs/synth/report-files.ts', /cdk8s-hardened(?=\/package\.json)/, PLUS_PACKAGE],
  ['src/commands/cli/program.ts', /cdk8s-hardened(?=\/package\.json)/, PLUS_PACKAGE],
];

/** Writes the package into an empty folder, compiled, and returns the folder. */
export function plusProject(folder: string): string {
  mkdirSync(folder, { recursive: true });
  COPIED.forEach((name) => cpSync(name, join(folder, name), { recursive: true }));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest(JSON.parse(readFileSync('package.json', 'utf8'))), undefined, 2));
  changeSources(folder);
  const run = (program: string, ...args: string[]) =>
    execFileSync(resolve('node_modules/.bin', program), args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  run('jsii', '--silence-warnings=reserved-word');
  run('ts-node', '--project', 'projenrc/tsconfig.json', '--transpile-only', 'projenrc/bundle.ts');
  return folder;
}

function manifest(main: any): object {
  const { bin: _, scripts: __, exports: entries, jsii, peerDependencies, ...rest } = main;
  return {
    ...rest,
    name: PLUS_PACKAGE,
    description: `${main.description}, with ${NEWEST}`,
    jsii: { ...jsii, targets: plusTargets(NEWEST_PLUS) },
    exports: Object.fromEntries(Object.entries(entries).filter(([name]) => !name.startsWith('./plus-'))),
    peerDependencies: Object.fromEntries(Object.entries(peerDependencies).filter(([name]) => !name.startsWith('cdk8s-plus-') || name === NEWEST)),
    peerDependenciesMeta: {},
  };
}

function changeSources(folder: string): void {
  for (const [file, before, after] of CHANGES) {
    const text = readFileSync(join(folder, file), 'utf8');
    if (text.search(before) < 0) throw new Error(`${file} must have this, since it differs for ${NEWEST}: ${before}`);
    writeFileSync(join(folder, file), text.replace(before, after));
  }
  const workloads = join(folder, 'src/constructs/workloads');
  for (const file of readdirSync(workloads).map((name) => join(workloads, name))) {
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(`'${MAIN}'`, `'${NEWEST}'`));
  }
}
