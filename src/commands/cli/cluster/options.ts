import { Command } from 'commander';
import { InputError } from '../../../formats/manifest/input-error';
import { RenderCommand } from '../render/options';

/** The cluster that a command reads in place of files. */
export interface ClusterCommand {
  readonly cluster?: boolean;
  readonly context?: string;
  /** Empty for all. */
  readonly namespaces?: readonly string[];
}

/** Options as the command line gives them: `-n` is repeatable. */
export type Repeated<T> = Omit<T, 'namespace' | 'namespaces'> & { readonly namespace?: readonly string[] };

/** The values of `-n`: the namespace of a release, or the namespaces to read in a cluster. */
export function namespacesOf(namespaces: readonly string[] = []): Pick<RenderCommand & ClusterCommand, 'namespace' | 'namespaces'> {
  return { namespace: namespaces[namespaces.length - 1], namespaces };
}

/** Adds the options of a cluster to a command. */
export function withClusterOptions(command: Command): Command {
  return command
    .optionsGroup('Cluster:')
    .option('--cluster', 'read the objects of a cluster with kubectl, instead of files; never changes the cluster, and never reads Secrets')
    .option('--context <context>', 'kubectl context (default: the current one)');
}

/** Options that choose or render files, with their values when they are absent. */
interface FileOptions extends Pick<RenderCommand, 'paths' | 'values' | 'set' | 'release' | 'render' | 'allowRemote'> {
  readonly changedSince?: string;
}

/**
 * Refuses options for files beside those for a cluster, and the other way round.
 *
 * @throws InputError naming the option
 */
export function checkClusterOptions(options: ClusterCommand & FileOptions): void {
  const { cluster, context, namespaces = [] } = options;
  if (!cluster) {
    if (context !== undefined) {
      throw new InputError('--context selects a cluster: add --cluster');
    }
    if (namespaces.length > 1) {
      throw new InputError('without --cluster, -n is the namespace of a release: give it only once; to read several namespaces, add '
        + '--cluster');
    }
    return;
  }
  const { paths, values, set = [], release, render = true, allowRemote, changedSince } = options;
  const other = [
    [paths.length > 0, `the path ${JSON.stringify(paths[0])}`], [values.length > 0, '--values'], [set.length > 0, '--set'],
    [release !== undefined, '--release'], [!render, '--no-render'], [allowRemote, '--allow-remote'],
    [changedSince !== undefined, '--changed-since'],
  ].find(([isGiven]) => isGiven);
  if (other) {
    throw new InputError(`--cluster reads a cluster, and ${String(other[1])} applies to files: remove one of them`);
  }
}
