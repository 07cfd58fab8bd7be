import { PlatformName } from '../../../policy/settings/target';
import { ClusterCommand } from '../cluster/options';
import { RenderCommand } from '../render/options';

/** The formats of the command `namespaces`. */
export const NAMESPACES_FORMAT_NAMES = ['text', 'json', 'markdown'] as const;
/** The levels that a namespace can be brought to. */
export const GOALS = ['baseline', 'restricted'] as const;

/** The command line of `namespaces`. */
export interface NamespacesOptions extends RenderCommand, ClusterCommand {
  readonly to: typeof GOALS[number];
  readonly format: typeof NAMESPACES_FORMAT_NAMES[number];
  readonly output?: string;
  readonly outputDir?: string;
  readonly platform?: PlatformName;
}
