import { Command, Option } from 'commander';
import { collectOption } from '../command';

/** The options of charts and kustomizations. */
export interface RenderCommand {
  readonly paths: readonly string[];
  readonly config?: string;
  readonly kubernetesVersion?: string;
  readonly values: readonly string[];
  readonly set?: readonly string[];
  readonly release?: string;
  readonly namespace?: string;
  /** False for --no-render. */
  readonly render?: boolean;
  readonly allowRemote?: boolean;
}

const NAMESPACE = '-n, --namespace <namespace>';

/** The option `--namespace` of a command that can also read a cluster. Its values are in a list. */
export function namespacesOption(): Option {
  return new Option(NAMESPACE, 'namespace of the releases of charts (default: default); with --cluster, a namespace to read, repeatable '
    + '(default: all)').argParser(collectOption).default([]);
}

/** @param effects other effects of `--namespace` */
export function releaseNamespaceOption(effects = ''): Option {
  return new Option(NAMESPACE, `namespace of the releases of charts${effects} (default: default)`);
}

/**
 * Adds the options of charts and kustomizations to a command.
 *
 * @param namespace the option `--namespace`
 */
export function withRenderOptions(command: Command, namespace?: Option): Command {
  return withBasicRenderOptions(command, namespace)
    .addOption(new Option('--set <key=value>', 'value of the chart, such as image.tag=2; repeatable').argParser(collectOption).default([]))
    .option('--release <name>', 'name of the release of the chart (default: the name of the chart)');
}

/**
 * Adds the options without which most charts do not render. The settings file has the others.
 *
 * @param namespace the option `--namespace`
 */
export function withBasicRenderOptions(command: Command, namespace = releaseNamespaceOption()): Command {
  return command
    .optionsGroup('Charts and kustomizations:')
    .addOption(new Option('-f, --values <file>', 'values file of the chart; repeatable; the last one wins').argParser(collectOption)
      .default([]))
    .addOption(namespace)
    .option('--allow-remote', 'allow kustomize to fetch remote resources');
}
