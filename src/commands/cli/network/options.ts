import { RenderCommand } from '../render/options';

/** The formats of the command `network`. */
export const NETWORK_FORMAT_NAMES = ['table', 'mermaid', 'svg', 'json'] as const;

/** The command line of `network`. */
export interface NetworkOptions extends RenderCommand {
  readonly format: typeof NETWORK_FORMAT_NAMES[number];
  readonly output?: string;
  readonly workload: readonly string[];
  readonly propose?: boolean;
}
