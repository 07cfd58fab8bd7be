/** The formats of the command `network`. */
export const FORMATS = ['table', 'mermaid', 'svg', 'json'] as const;

/** The command line of `network`. */
export interface NetworkOptions {
  readonly paths: readonly string[];
  readonly format: typeof FORMATS[number];
  readonly output?: string;
  readonly namespace?: string;
  readonly workload: readonly string[];
  readonly config?: string | boolean;
}
