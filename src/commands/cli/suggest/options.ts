import { RuntimeName } from './runtime-names';

/** The command line of `suggest-paths` for an image. */
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
  /** Whether to write the results of the runs into the lock file. */
  readonly save?: boolean;
  /** The lock file, which also contains the configuration of the image. */
  readonly lock?: string;
  readonly format: 'text' | 'json';
}

/** The command line of `suggest-paths` for a running pod. */
export interface WatchPodOptions extends Omit<SuggestPathsOptions, 'image'> {
  /** NAMESPACE/POD. */
  readonly pod: string;
  /** An image beside the pod is an error. */
  readonly image?: string;
  readonly container?: string;
  readonly context?: string;
  readonly debugImage?: string;
  readonly yes?: boolean;
}
