import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';

/** A language in which an app of its own uses the package, as jsii-pacmak builds it. */
export interface Language {
  /** The folder of its example. */
  readonly name: string;
  readonly target: 'python' | 'java' | 'go' | 'dotnet';
  /** Whether CI fails if it cannot run. */
  readonly runsInCi?: boolean;
  /** The programs that it needs. */
  readonly programs: readonly string[];
  /** What downloads cdk8s, and fails where the registry does not have it. It runs in an empty folder. */
  readonly probe: readonly string[];
  /** The file of the example with its imports, and how these differ for a newer cdk8s-plus. Nothing else of an app does. */
  readonly imports?: { readonly file: string; readonly forPlus: (text: string, version: number) => string };
  /**
   * Installs what was built, and runs the example.
   *
   * @param app the folder of the example's copy
   * @param built what jsii-pacmak wrote for this language
   */
  run(app: string, built: string): void;
  /**
   * Checks the types of the example without the registry, with stand-ins for the jsii runtime.
   *
   * @param app the folder of the example's copy
   * @param sources the generated sources of this language, of the package and its peers
   * @param version of cdk8s-plus, if it is not that of the example
   */
  checkTypes?(app: string, sources: string, version?: number): void;
  /**
   * Runs the example without the registry, with the jsii runtime of a checkout.
   *
   * @param checkout of https://github.com/aws/jsii
   * @param work a folder for what it builds
   */
  runFromSource?(app: string, sources: string, checkout: string, work: string): void;
}

/** The lowest version of a package that the library accepts, with which it is tested. */
export function lowestVersion(name: string): string {
  return JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')).devDependencies[name];
}

/** Runs a command; if that fails, the error is what it printed. */
export function command(cwd: string, [program, ...args]: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env }, timeout: 900_000 });
  if (status !== 0) throw new Error(`${[program, ...args].join(' ')}\n${error?.message ?? ''}${stdout}${stderr}`);
}

export function succeeds(cwd: string, line: readonly string[]): boolean {
  try {
    command(cwd, line);
    return true;
  } catch {
    return false;
  }
}
