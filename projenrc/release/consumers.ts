/*
 * Projects of users that install what a release has built, from the folder of a language, and then run without a network: the same app
 * as in the examples, with the same YAML.
 */
import { deepStrictEqual } from 'assert';
import { execFileSync, spawnSync } from 'child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { changeFiles, go } from '../../test/languages/run/go';
import { java } from '../../test/languages/run/java';
import { Built, Language, OFFLINE } from '../../test/languages/run/language';
import { python } from '../../test/languages/run/python';
import { Language as Folder, peersIn } from '../package/build';
import { NEWEST_PLUS, plusPackage } from '../plus-versions';

interface Consumer {
  /** The folder below `dist`. */
  readonly folder: Folder;
  readonly example: string;
  /** The version of cdk8s-plus, if it is another one. */
  readonly plus?: number;
  readonly install: (project: string, built: Built) => void;
  readonly use: (project: string) => void;
}

const npmConsumer: Consumer = {
  folder: 'js',
  example: 'typescript',
  install: (project, { packages }) => {
    writeFileSync(join(project, 'package.json'), '{ "private": true }');
    const files = readdirSync(packages).map((file) => join(packages, file));
    run(project, 'npm', 'install', '--no-audit', '--no-fund', ...files, 'cdk8s', 'cdk8s-plus-28', 'constructs');
    const { outputText } = transpileModule(readFileSync(join(project, 'main.ts'), 'utf8'), {
      compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
    });
    writeFileSync(join(project, 'main.js'), outputText);
  },
  use: (project) => {
    run(project, ...OFFLINE, 'node', 'main.js');
    run(project, ...OFFLINE, 'npx', '--offline', 'cdk8s-hardened', 'audit', 'dist', '--profile', 'pss-restricted');
  },
};

function consumerOf(language: Language, plus?: number): Consumer {
  return {
    folder: language.target,
    example: language.name,
    plus,
    install: (project, built) => {
      if (plus) changeFiles(project, language.files, (text) => language.forPlus(text, plus));
      language.install(project, built, plus);
    },
    use: (project) => language.run(project, true),
  };
}

const CONSUMERS: readonly Consumer[] = [
  npmConsumer, ...[python, java, go].flatMap((language) => [consumerOf(language), consumerOf(language, NEWEST_PLUS)]),
];

function run(cwd: string, ...[program, ...args]: readonly string[]): void {
  execFileSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** @throws Error if a package that was built cannot be installed, or does not synthesize the YAML of the examples */
function checkConsumers(dist: string): void {
  if (spawnSync(OFFLINE[0], [...OFFLINE.slice(1), 'true']).status !== 0) {
    throw new Error(`the consumer projects must run without a network, and this machine does not allow that: ${OFFLINE.join(' ')} true`);
  }
  for (const { folder, example, plus, install, use } of CONSUMERS) {
    const built = resolve(dist, folder);
    if (!existsSync(built)) {
      console.log(`${folder}: no consumer project, since the package was not built`);
      continue;
    }
    const project = mkdtempSync(join(tmpdir(), `cdk8s-hardened-consumer-${folder}-`));
    try {
      cpSync(join('examples', example), project, { recursive: true });
      rmSync(join(project, 'dist'), { recursive: true, force: true });
      install(project, { packages: built, peers: peersIn(dist, folder) });
      use(project);
      deepStrictEqual(contents(join(project, 'dist')), contents(plus ? `test/languages/plus-${plus}` : 'examples/typescript/dist'));
      console.log(`${folder}${plus ? ` with ${plusPackage(plus)}` : ''}: a project installed the package, and synthesized the expected YAML without a network`);
    } finally {
      rmSync(project, { recursive: true });
    }
  }
}

function contents(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(folder).sort().map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

if (require.main === module) {
  checkConsumers('dist');
}
