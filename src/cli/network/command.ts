import { Command, Option } from 'commander';
import type { NetworkOptions } from './options';
import { FORMATS } from './options';
import { NETWORK } from '../help';

/** The command `network`. */
export function addNetwork(program: Command, show: (options: NetworkOptions) => Promise<void>): void {
  program.command('network')
    .description('show who may connect to whom, by the NetworkPolicies of manifests')
    .argument('[path...]', 'files, folders, or - for YAML or JSON on standard input')
    .addOption(new Option('--format <format>', 'format of the output').choices([...FORMATS]).default('table'))
    .option('--output <file>', 'write to a file')
    .option('-n, --namespace <namespace>', 'namespace of objects that name none')
    .option('--workload <name>', 'show only connections of workloads with this name; repeatable', (name: string, before: readonly string[]) => [...before, name], [])
    .option('--config <file>', 'settings file, whose excludeFiles are left out (default: the nearest cdk8s-hardened.yaml from the working directory upwards)')
    .option('--no-config', 'use no settings file')
    .addHelpText('after', NETWORK)
    .action((paths: string[], options: Omit<NetworkOptions, 'paths'>) => show({ ...options, paths }));
}
