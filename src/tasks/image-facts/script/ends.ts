/* The starts and ends of paths through start scripts. */

/** The end of a path: a program, a switch to another user, an operation that only root may do, or the end of the script. */
export type End =
  | { readonly kind: 'switch'; readonly with: string; readonly user: string }
  | { readonly kind: 'program' | 'denied' | 'exit' };

export interface Paths {
  readonly ends: readonly End[];
  /** Whether there may be other ends. */
  readonly isDoubtful: boolean;
  /** Whether a command on the way, such as `chown`, may fail because the user is not root. The script then ends or goes on without it. */
  readonly mayBeDenied: boolean;
  /** The environment variables whose values the analysis takes from the image. */
  readonly variables: readonly string[];
}

/** A script in a file of the image. */
export interface ScriptFile {
  readonly path: string;
  readonly text: string;
}

/** Finds the shell script of a program; undefined for other programs. */
export type FindScript = (program: string) => Promise<ScriptFile | undefined>;
