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
import { PLUS_PACKAGE } from '../package/plus';
import { packageVersion } from '../pinned-version';
import { MAIN_PLUS, NEWEST_PLUS, plusPackage } from '../plus-versions';

/** A program in a namespace without a network. */
const OFFLINE = ['unshare', '--map-root-user', '--net'];

/** Runs a program in the folder of the project. */
type Run = (program: string, ...args: string[]) => void;

interface Consumer {
  /** The folder below `dist`. */
  readonly folder: string;
  readonly example: string;
  /** The version of cdk8s-plus, if it is another one. */
  readonly plus?: number;
  readonly install: (project: string, run: Run, dist: string, version: string) => void;
  readonly use: (offline: Run) => void;
}

const CONSUMERS: readonly Consumer[] = [
  {
    folder: 'js',
    example: 'typescript',
    install: (project, run, dist) => {
      writeFileSync(join(project, 'package.json'), '{ "private": true }');
      const packages = readdirSync(dist).map((file) => join(dist, file));
      run('npm', 'install', '--no-audit', '--no-fund', ...packages, 'cdk8s', 'cdk8s-plus-28', 'constructs');
      const { outputText } = transpileModule(readFileSync(join(project, 'main.ts'), 'utf8'), {
        compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
      });
      writeFileSync(join(project, 'main.js'), outputText);
    },
    use: (offline) => {
      offline('node', 'main.js');
      offline('npx', '--offline', 'cdk8s-hardened', 'audit', 'dist', '--profile', 'pss-restricted');
    },
  },
  {
    folder: 'python',
    example: 'python',
    install: (_, run, dist, version) => {
      run('python3', '-m', 'venv', '.venv');
      run('.venv/bin/pip', 'install', '--quiet', '--find-links', dist, `cdk8s-hardened==${version}`);
    },
    use: (offline) => {
      offline('.venv/bin/python', 'main.py');
    },
  },
  {
    folder: 'python',
    example: 'python',
    plus: NEWEST_PLUS,
    install: (project, run, dist, version) => {
      const main = join(project, 'main.py');
      const code = readFileSync(main, 'utf8').replace('from cdk8s_hardened import', `from cdk8s_hardened_plus_${NEWEST_PLUS} import`);
      writeFileSync(main, code.replace(`cdk8s_plus_${MAIN_PLUS}`, `cdk8s_plus_${NEWEST_PLUS}`));
      run('python3', '-m', 'venv', '.venv');
      run('.venv/bin/pip', 'install', '--quiet', '--find-links', dist, `${PLUS_PACKAGE}==${version}`);
    },
    use: (offline) => {
      offline('.venv/bin/python', 'main.py');
    },
  },
];

function runner(cwd: string, before: readonly string[] = []): Run {
  return (...command) => {
    const [program, ...args] = [...before, ...command];
    execFileSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  };
}

/** @throws Error if a package that was built cannot be installed, or does not synthesize the YAML of the examples */
function checkConsumers(dist: string, version: string): void {
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
      install(project, runner(project), built, version);
      use(runner(project, OFFLINE));
      deepStrictEqual(contents(join(project, 'dist'), plus), contents('examples/typescript/dist'));
      console.log(`${folder}${plus ? ` with ${plusPackage(plus)}` : ''}: a project installed the package, and synthesized the expected YAML without a network`);
    } finally {
      rmSync(project, { recursive: true });
    }
  }
}

/** @param plus the version of cdk8s-plus that printed them, if it is another one */
function contents(folder: string, plus?: number): Readonly<Record<string, string>> {
  const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');
  return Object.fromEntries(readdirSync(folder).sort().map((file) => [file, plus ? withoutAdditions(textOf(file)) : textOf(file)]));
}

/** Without what newer versions of cdk8s-plus print. */
function withoutAdditions(yaml: string): string {
  return yaml.replace(/^ *(?:shareProcessNamespace: false|revisionHistoryLimit: 10)\n/gm, '');
}

if (require.main === module) {
  checkConsumers('dist', packageVersion());
}
