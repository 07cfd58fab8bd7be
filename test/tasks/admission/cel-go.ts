import { execFileSync, spawnSync } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { requirePackages } from '../../programs/debian';
import { SLOW_PACKAGES } from '../../programs/pinned';

/** A policy with a list of expressions that make mutations. */
export interface EvaluatedPolicy {
  readonly matchConditions?: readonly { readonly name: string; readonly expression: string }[];
  readonly variables: readonly { readonly name: string; readonly expression: string }[];
  readonly validations?: readonly { readonly expression: string; readonly messageExpression: string }[];
  readonly mutations?: readonly string[];
}

export interface EvaluatedRequest {
  readonly policy: number;
  readonly object: object;
  readonly oldObject?: object;
  readonly operation: 'CREATE' | 'UPDATE';
  readonly params?: object;
}

/** What an API server would do. */
export interface Outcome {
  readonly matches: boolean;
  /** The messages of validations that failed, by their index. */
  readonly failed: { readonly [index: string]: string };
  readonly mutations?: readonly any[];
  readonly cost: number;
  readonly matchCost: number;
  readonly highest: number;
  readonly error?: string;
}

const SOURCE = join(__dirname, 'cel-go');
const { 'golang-go': GO, 'golang-github-google-cel-go-dev': CEL_GO } = SLOW_PACKAGES;
/** Where Debian has the sources of Go packages. */
const GOPATH = '/usr/share/gocode';

/**
 * Evaluates requests with cel-go, the implementation of CEL that API servers use.
 *
 * @throws Error if an expression does not compile, or if cel-go is not installed
 */
export function evaluateInCelGo(policies: readonly EvaluatedPolicy[], requests: readonly EvaluatedRequest[]): readonly Outcome[] {
  const { status, stdout, stderr } = spawnSync(program(), { input: JSON.stringify({ policies, requests }), encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout);
}

/** Built once for the machine. */
function program(): string {
  requirePackages({ 'golang-go': GO, 'golang-github-google-cel-go-dev': CEL_GO });
  const content = readdirSync(SOURCE).sort().map((name) => readFileSync(join(SOURCE, name), 'utf8')).join('');
  const folder = join(tmpdir(), `cdk8s-hardened-cel-go-${createHash('sha256').update(content).digest('hex').slice(0, 16)}`);
  const file = join(folder, 'evaluate');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    execFileSync('go', ['build', '-o', unfinished, '.'], { cwd: SOURCE, env: { ...process.env, GO111MODULE: 'off', GOPATH, GOFLAGS: '' } });
    renameSync(unfinished, file);
  }
  return file;
}
