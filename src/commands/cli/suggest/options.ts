import { RuntimeName } from './runtime-names';

/** The command line of `suggest-paths`. */
export interface SuggestPathsOptions {
  readonly image: string;
  readonly command: readonly string[];
  readonly runtime?: RuntimeName;
  readonly for: string;
  readonly until?: string;
  readonly probe?: string;
  readonly user?: string;
  readonly env: readonly string[];
  readonly runOption: readonly string[];
  readonly skipVerification?: boolean;
  readonly writeKnowledge?: string;
  /** Whether to write into the lock file what the runs showed. */
  readonly save?: boolean;
  /** The lock file, which also has what the image says of itself. */
  readonly lock?: string;
  readonly format: 'text' | 'json';
}
