import { spawnSync } from 'child_process';
import { join } from 'path';
import { requirePackages } from '../../programs/debian';
import { goProgram } from '../../programs/go';
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

function program(): string {
  requirePackages({ 'golang-go': GO, 'golang-github-google-cel-go-dev': CEL_GO });
  return goProgram('cel-go', SOURCE);
}
