import { cpSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { basename, join } from 'path';
import { Built, helmVariables, Language, OFFLINE } from './language';
import { JSII_TARGETS } from '../../../projenrc/package/targets';
import { outputOf } from '../../programs/must-run';
import { GO_TOOLCHAIN } from '../../programs/pinned';
import { goProgram } from '../texts/snippets';

const TESTS = join(__dirname, '..', 'go');
const { moduleName, packageName } = JSII_TARGETS.go;
const OURS = `${moduleName}/${packageName}`;
const PATIENCE = 900_000;

/** @param statuses the exit codes of success */
export function command(app: string, args: readonly string[], statuses?: readonly number[], before: readonly string[] = []): string {
  const [program, ...all] = [...before, 'go', ...args];
  return outputOf(program, all, { cwd: app, statuses, timeout: PATIENCE, variables: { GOTOOLCHAIN: GO_TOOLCHAIN, ...helmVariables() } });
}

/** The modules in a folder, by their names. */
function modulesIn(folder: string): readonly (readonly [module: string, path: string])[] {
  return readdirSync(folder).map((name) => join(folder, name))
    .map((path) => [/^module (\S+)$/m.exec(readFileSync(join(path, 'go.mod'), 'utf8'))![1], path]);
}

function replaceModules(app: string, { packages, peers }: Built): void {
  command(app, ['mod', 'edit', ...[...modulesIn(packages), ...modulesIn(peers)].map((entry) => `-replace=${entry.join('=')}`)]);
  command(app, ['mod', 'tidy']);
}

/** As a user would, but for the modules in folders, which no registry has. */
export const go: Language = {
  name: 'go',
  target: 'go',
  programs: ['go'],
  files: /\.(?:go|mod)$/,
  forPlus: (text, version) => text
    .replace(/^\t\S*(?:cdk8splus28|cdk8shardened)\S* v\S+\n/gm, '') // of go.mod: `go mod tidy` adds the others
    .replaceAll('cdk8splus28', `cdk8splus${version}`)
    .replace(`"${OURS}"`, `${packageName} "${OURS}plus${version}"`),
  install: replaceModules,
  run(app, isOffline = false) {
    command(app, ['run', '.'], [0], isOffline ? OFFLINE : []);
  },
  unsafe: (app) => command(app, ['run', './unsafe']),
  runPage(folder, built) {
    command(folder, ['mod', 'init', 'example.com/page']);
    replaceModules(folder, built);
    command(folder, ['vet', './...']);
    command(folder, ['run', '.']);
    command(folder, ['run', './platform']);
    command(folder, ['test', './...']);
  },
  test(app, report, plus) {
    cpSync(TESTS, app, { recursive: true });
    writeFileSync(join(app, 'texts_test.go'), goProgram());
    if (plus) changeFiles(app, /_test\.go$/, (text) => go.forPlus(text, plus));
    command(app, ['mod', 'tidy']);
    command(app, ['vet', './...']);
    const events = command(app, ['test', '-json', '-count=1', './...'], [0, 1]);
    writeFileSync(report, junitOf(events));
    const failed = linesOf(events).filter(({ Action, Test }) => Action === 'fail' && Test);
    if (failed.length > 0 || !events.includes('"Action":"pass"')) {
      throw new Error(`go test failed:\n${linesOf(events).map(({ Output }) => Output ?? '').join('')}`);
    }
  },
};

/** Changes the files of a folder whose names match. */
export function changeFiles(folder: string, names: RegExp, change: (text: string) => string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && names.test(file)) writeFileSync(file, change(readFileSync(file, 'utf8')));
  }
}

interface Event {
  readonly Action: string;
  readonly Package?: string;
  readonly Test?: string;
  readonly Elapsed?: number;
  readonly Output?: string;
}

function linesOf(events: string): readonly Event[] {
  return events.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Event);
}

/** The counts of `go test -json`. */
function junitOf(events: string): string {
  const ended = linesOf(events).filter(({ Action, Test }) => Test && ['pass', 'fail', 'skip'].includes(Action));
  const packages = [...new Set(ended.map((event) => event.Package!))];
  const suites = packages.map((name) => {
    const tests = ended.filter((event) => event.Package === name);
    const count = (action: string) => tests.filter(({ Action }) => Action === action).length;
    const time = tests.reduce((sum, { Elapsed = 0 }) => sum + Elapsed, 0);
    const cases = tests.map(({ Test, Action }) => `<testcase name="${Test}">${Action === 'fail' ? '<failure/>' : ''}</testcase>`).join('');
    return `<testsuite name="test/languages/go/${basename(name)}" tests="${tests.length}" failures="${count('fail')}" errors="0" skipped="${count('skip')}" time="${time}">${cases}</testsuite>`;
  });
  return `<testsuites>${suites.join('')}</testsuites>\n`;
}
