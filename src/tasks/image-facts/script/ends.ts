/* What the paths through start scripts begin with, and what they end in. */

/** The end of a path: a program, another user with a program, something that only root may do, or the end of the script itself. */
export type End =
  | { readonly kind: 'switch'; readonly with: string; readonly user: string }
  | { readonly kind: 'program' | 'denied' | 'exit' };

export interface Paths {
  readonly ends: readonly End[];
  /** Whether there may be other ends. */
  readonly isDoubtful: boolean;
  /** Whether something on the way, such as `chown`, may end the script, or do nothing, because only root may do it. */
  readonly mayBeDenied: boolean;
}

/** A script in a file of the image. */
export interface ScriptFile {
  readonly path: string;
  readonly text: string;
}

/** Finds the shell script that a program is; undefined for all others. */
export type FindScript = (program: string) => Promise<ScriptFile | undefined>;
