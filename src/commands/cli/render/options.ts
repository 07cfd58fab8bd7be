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

/** Adds the options of charts and kustomizations to a command. */
export function withRenderOptions(command: Command): Command {
  return withBasicRenderOptions(command)
    .addOption(new Option('--set <key=value>', 'value of the chart, such as image.tag=2; repeatable').argParser(collectOption).default([]))
    .option('--release <name>', 'name of the release of the chart (default: the name of the chart)');
}

/**
 * Adds the options without which most charts do not render. The settings file has the others.
 *
 * @param namespace other effects of `--namespace`
 */
export function withBasicRenderOptions(command: Command, namespace = ''): Command {
  return command
    .optionsGroup('Charts and kustomizations:')
    .addOption(new Option('-f, --values <file>', 'values file of the chart; repeatable, the last one counts').argParser(collectOption)
      .default([]))
    .option('-n, --namespace <namespace>', `namespace of the releases of charts${namespace} (default: default)`)
    .option('--allow-remote', 'let kustomize fetch what kustomizations include from other hosts');
}
