import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { stringify } from 'yaml';
import { Interrupted, Io, Terminal } from '../../../src/commands/cli/io';
import { run as runProgram } from '../../../src/commands/cli/program';
import { goodPod, POLICY } from '../../policy/controls/support';

/** What a summary counts beside files and findings. */
export const NOTHING_ELSE = { unevaluated: 0, leftOut: 0 };

/** What a run of the command line came to. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  /** Its lines. */
  readonly stderr: string[];
}

export interface Surroundings {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
  readonly kubectl?: Io['kubectl'];
  readonly isTTY?: boolean;
  /** Width of the terminal. */
  readonly columns?: number;
  /** How the user ends the run. */
  readonly watchInterrupts?: Io['watchInterrupts'];
  /** What someone types, line by line; the terminal shows the questions and these. After the last one they press Ctrl-C. */
  readonly typed?: readonly (string | ((question: string) => string))[];
  /** Called with what is written to standard output as bytes. */
  readonly onBytes?: (bytes: Uint8Array) => void;
}

/** Runs the command line in this process. */
export async function run(args: readonly string[], { cwd, input = '', env = process.env, kubectl, isTTY, columns, watchInterrupts, typed, onBytes }: Surroundings = {}): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const before = process.cwd();
  process.chdir(cwd ?? before);
  try {
    const status = await runProgram(args, {
      stdout: {
        write: (text) => {
          written.stdout += typeof text === 'string' ? text : Buffer.from(text).toString();
          onBytes?.(Buffer.from(text));
        },
        isTTY,
        columns,
      },
      stderr: { write: (text) => { written.stderr += text; }, isTTY },
      stdin: () => [Buffer.from(input)],
      env,
      kubectl,
      watchInterrupts,
      openTerminal: () => typed && terminal(typed, (text) => { written.stdout += text; }),
    });
    expect(written.stderr).not.toMatch(/^\s+at /m); // Nobody wants to see a stack trace.
    return { status, stdout: written.stdout, stderr: linesOf(written.stderr) };
  } finally {
    process.chdir(before);
  }
}

function terminal(typed: readonly (string | ((question: string) => string))[], show: (text: string) => void): Terminal {
  const left = [...typed];
  return {
    ask: async (question) => {
      show(question);
      const next = left.shift();
      const line = typeof next === 'function' ? next(question) : next;
      if (line === undefined) throw new Interrupted('interrupted: no file was written');
      show(`${line}\n`);
      return line;
    },
    settle: async () => undefined,
    close: () => undefined,
  };
}

export function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** A folder with files in it, and audits there. */
export class Workspace {
  public readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-cli-'));

  public write(files: { readonly [path: string]: string | Buffer }): this {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), content);
    }
    return this;
  }

  public audit(...args: string[]): Promise<Run> {
    return run(['audit', ...args], { cwd: this.folder });
  }

  public suggestWaivers(path: string, ...args: string[]): Promise<Run> {
    return run(['suggest-waivers', path, '--output', 'waivers.yaml', ...args], { cwd: this.folder });
  }

  public writeBaseline(path: string, ...args: string[]): Promise<Run> {
    return run(['write-baseline', path, '--output', 'baseline.json', ...args], { cwd: this.folder });
  }

  /** The report in JSON, which is whole whatever the exit code. */
  public async json(...args: string[]): Promise<{ status: number | null; report: any; findings: any[]; stderr: string[] }> {
    const { status, stdout, stderr } = await this.audit('--format', 'json', ...args);
    const report = JSON.parse(stdout);
    // As a reader does: the remedy of a control is in the report once.
    const findings = report.findings.map((finding: any) =>
      ({ ...finding, remedy: finding.remedy ?? report.controls[finding.control].remedy }));
    return { status, report, findings, stderr };
  }

  public read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** A workspace for each test of a file. */
export function workspaces(): () => Workspace {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = new Workspace();
  });
  afterEach(() => workspace.remove());
  return () => workspace;
}

/** Runs git in a folder. */
export function gitIn(folder: string): (...args: readonly string[]) => void {
  return (...args) => void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folder, stdio: 'pipe' });
}

/** YAML of a pod in which nothing is wrong but what is changed, and of the policy that selects it. */
export function podYaml(change?: (spec: any, pod: any) => void): string {
  return `${stringify(goodPod(change))}---\n${stringify(POLICY)}`;
}

export const GOOD = podYaml();
/** One error in the container `main`, of the profile pss-baseline. */
export const PRIVILEGED = podYaml(({ containers }) => { containers[0].securityContext.privileged = true; });
/** One warning, of the profile hardened. */
export const WARNING = podYaml((spec) => { spec.enableServiceLinks = true; });
/** One error of the profile hardened, in the container `main`. */
export const WRITABLE_ROOT = podYaml(writableRoot);
/** One error of the profile pss-restricted. */
export const NO_SECCOMP = podYaml((spec) => { delete spec.securityContext.seccompProfile; });

export const WAIVER = { control: 'read-only-root-filesystem', containers: ['main'], reason: 'writes its plugins beside its binary' };

/** The pod of WRITABLE_ROOT, or another, with waivers of its own. */
export function waivingPod(waivers: object[], change: (spec: any) => void = writableRoot): string {
  return podYaml((spec, pod) => {
    change(spec);
    pod.metadata.annotations = { 'cdk8s-hardened/waivers': JSON.stringify(waivers) };
  });
}

function writableRoot({ containers }: any): void {
  containers[0].securityContext.readOnlyRootFilesystem = false;
}

/** A waiver file with waivers for the pod of the constants above. */
export function settings(waivers: object[], limits: object = {}): string {
  return stringify({ waivers: waivers.map((waiver) => ({ target: { kind: 'Pod', namespace: 'shop', name: 'good' }, ...waiver })), ...limits });
}
