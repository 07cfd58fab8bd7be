import type { Level } from '../../src/policy/controls/control';
import type { PlatformName } from '../../src/policy/settings/target';

/*
 * What the page asks its worker, and what it is answered: plain data, since it crosses a thread.
 */

/** `detect` looks at the text. */
export const TEXT_KINDS = ['detect', 'manifest', 'dockerfile'] as const;
export type TextKind = typeof TEXT_KINDS[number];

export interface Request {
  readonly text: string;
  readonly kind: TextKind;
  readonly profile: Level;
  readonly kubernetesVersion: string;
  readonly platform: PlatformName;
}

export interface Result {
  /** The name that the text would have as a file. */
  readonly file: string;
  readonly isDockerfile: boolean;
  /** Why the text cannot be read. What comes before the problem is evaluated. */
  readonly error?: Problem;
  readonly summary: string;
  readonly workloads: number;
  /** The first ones, in the order of the text. */
  readonly findings: readonly ShownFinding[];
  /** How many findings there are in each state. */
  readonly totals: Totals;
  /** What was not evaluated. */
  readonly remarks: readonly string[];
  readonly hardened: Hardened;
  readonly waivers: readonly ShownWaiver[];
  /** Empty if the text has no pods. */
  readonly podSecurity: readonly VersionResult[];
}

/** What is wrong with a text, and where. */
export interface Problem {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

export type State = 'error' | 'warning' | 'waived';
export type Totals = { readonly [state in State]: number };

export interface ShownFinding {
  readonly control: string;
  readonly title: string;
  readonly why: string;
  readonly risk: string;
  readonly state: State;
  /** Such as `Deployment shop/web`. */
  readonly object: string;
  readonly message: string;
  readonly remedy: string;
  readonly line?: number;
  readonly endLine?: number;
  /** An entry of a waiver file; undefined if no waiver can cover it. */
  readonly suggestedWaiver?: string;
}

/** The text after hardening. */
export interface Hardened {
  /** Lines of a unified diff; empty if nothing changes. */
  readonly diff: readonly string[];
  /** How many lines of it are left out. */
  readonly leftOut: number;
  /** What is left to do. */
  readonly notes: readonly string[];
  /** The whole text, to copy; undefined if nothing changes. */
  readonly text?: string;
  readonly error?: Problem;
}

export interface ShownWaiver {
  readonly status: 'used' | 'unused' | 'expired' | 'invalid';
  /** The object that it is on. */
  readonly object: string;
  readonly detail: string;
  readonly line?: number;
}

/** The result of the Pod Security Standards in versions that have the same rules. */
export interface VersionResult {
  /** Such as `1.25 to 1.37`. */
  readonly versions: string;
  readonly baseline: LevelResult;
  readonly restricted: LevelResult;
}

export interface LevelResult {
  /** The violated controls, and how many workloads violate each. Empty if all pass. */
  readonly violated: readonly { readonly control: string; readonly workloads: number }[];
  /** Whether there are pods that nothing evaluates, so that no one knows. */
  readonly isUnknown: boolean;
}

/** The worker answers each request with its number. */
export type Answer = { readonly id: number; readonly result: Result } | { readonly id: number; readonly failure: string };
export interface Question {
  readonly id: number;
  readonly request: Request;
}
