import { spawnSync } from 'child_process';
import { join } from 'path';
import { Target } from '../../../projenrc/package/targets';
import { helm } from '../../programs/kubernetes';

/** What was built for a language: the folders of this library, and of cdk8s and cdk8s-plus where these are built, too. */
export interface Built {
  readonly packages: string;
  readonly peers: string;
}

/** A language in which an app of its own uses the package, as jsii-pacmak builds it. */
export interface Language {
  /** The folder of its example. */
  readonly name: string;
  readonly target: Target;
  /** The programs that it needs. */
  readonly programs: readonly string[];
  /** The files of an app that name cdk8s-plus. */
  readonly files: RegExp;
  /** What differs in them for a newer cdk8s-plus: names of packages, and nothing else. */
  readonly forPlus: (text: string, version: number) => string;
  /**
   * Installs what was built, in the folder of an app.
   *
   * @param plus the version of cdk8s-plus, if it is not that of the examples
   */
  install(app: string, built: Built, plus?: number): void;
  /** Runs the app, with a network or without one. */
  run(app: string, isOffline?: boolean): void;
  /** Runs the app of the example that cannot be synthesized, and returns what it prints. */
  unsafe(app: string): string;
  /** Runs the apps and the test of the page of the language, in a folder with their files. Those of Python are run by its tests. */
  runPage?(folder: string, built: Built): void;
  /**
   * Checks the app with the tools of the language, and runs the tests of the package.
   *
   * @param report the file for their results, in the format of JUnit
   * @param plus as above
   */
  test(app: string, report: string, plus?: number): void;
}

/** What starts a program without a network. */
export const OFFLINE = ['unshare', '--map-root-user', '--net'];

/** Runs a command, and returns what it prints; if it fails, the error is that. */
export function command(cwd: string, [program, ...args]: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd, encoding: 'utf8', env: { ...process.env, ...env }, timeout: 900_000, maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${[program, ...args].join(' ')}\n${error?.message ?? ''}${stdout}${stderr}`);
  return `${stdout}${stderr}`;
}

/** The variables by which tests find Helm and a chart. */
export function helmVariables(): NodeJS.ProcessEnv {
  return { HELM: helm(3), HELM_CHART: join(__dirname, '../../integrations/chart') };
}
