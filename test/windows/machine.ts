import { spawnSync } from 'child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, relative } from 'path';
import { installPacked, packWithPeers } from '../package/support';
import { Windows } from '../programs/windows';

/** A run of Node.js. */
export interface Step {
  readonly args: readonly string[];
  /** The folder that it runs in. */
  readonly cwd: string;
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** What came of it. */
export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A system that runs Node.js, with a folder of its own. */
export interface Machine {
  readonly folder: string;
  /** A path of this machine as that system has it. */
  readonly pathOf: (path: string) => string;
  readonly run: (steps: readonly Step[]) => readonly Result[];
}

const windows = Windows.install();

/** The packed library with its peers, as a user of each system installs it, in a folder that both see. */
export const INSTALLED = mkdtempSync(join(windows.drive, 'Installed-'));
/** Its command line. */
export const MAIN = join(INSTALLED, 'node_modules/cdk8s-hardened/lib/commands/cli/main.js');

export function installLibrary(...otherPeers: readonly string[]): void {
  installPacked(INSTALLED, packWithPeers(INSTALLED, ['constructs', 'cdk8s', 'cdk8s-plus-28', ...otherPeers]));
}

/** What only some machines have. Windows needs variables of its own. */
const NOTHING_ELSE = { GITHUB_STEP_SUMMARY: '', NO_COLOR: '1' };

export const LINUX = machine((path) => path, (args, cwd, output) => spawnSync(process.execPath, args, {
  cwd, stdio: ['ignore', output, output], env: { HOME: tmpdir(), PATH: '/nonexistent', ...NOTHING_ELSE },
}).status);

export const WINDOWS = machine(
  (path) => windows.pathOf(path), (args, cwd, output) => windows.node(args, { cwd, output, env: NOTHING_ELSE }));

function machine(pathOf: Machine['pathOf'], node: (args: string[], cwd: string, output: number) => number | null): Machine {
  const folder = mkdtempSync(join(windows.drive, 'Machine-'));
  return {
    folder,
    pathOf,
    run: (steps) => {
      const scratch = mkdtempSync(join(windows.drive, 'Plan-'));
      const [plan, results, log] = ['plan', 'results', 'log'].map((name) => join(scratch, `${name}.json`));
      writeFileSync(plan, JSON.stringify(steps.map((step) => ({ ...step, cwd: pathOf(step.cwd) }))));
      const output = openSync(log, 'w');
      const status = node([join(__dirname, 'drive.cjs'), plan, results].map(pathOf), scratch, output);
      closeSync(output);
      if (status !== 0) throw new Error(`The steps did not run: exit code ${status}\n${readFileSync(log, 'utf8')}`);
      return JSON.parse(readFileSync(results, 'utf8'));
    },
  };
}

/** Texts or bytes by the names of their files. */
export type Files = Readonly<Record<string, string>>;

export function write(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** All files in a folder, at any depth. */
export function filesIn(folder: string): Files {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'latin1')]));
}
