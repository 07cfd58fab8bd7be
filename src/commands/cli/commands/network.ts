import { Option } from 'commander';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { AddCommand, collectOption, waitForInput } from '../command';
import { config } from '../common-options';
import type { NetworkOptions } from '../network/options';
import { NETWORK_FORMAT_NAMES } from '../network/options';
import { releaseNamespaceOption, withBasicRenderOptions } from '../render/options';

const HELP = `
Examples:
  cdk8s-hardened network dist
  cdk8s-hardened network dist --format svg --output network.svg
  cdk8s-hardened network dist --propose --output proposal.yaml

It evaluates NetworkPolicies according to the Kubernetes specification, and
shows each Service at the ports of its pods. It only reads files: it does not
check whether the network plugin of a cluster enforces policies. It does not
evaluate policies of Cilium and Calico.

Exit codes:
  0  the connections are shown
  2  an input or an option is invalid or cannot be read, or no workload was
     found
  130  interrupted, 143 if by SIGTERM; no file was written

Documentation: ${HOME_PAGE}/blob/main/docs/how-to/network.md
`;

export const addNetwork: AddCommand = (program, { io, setExitCode }) => {
  const command = program.command('network')
    .description('show which connections the NetworkPolicies of manifests allow')
    .argument('[path...]', 'files, folders, charts, kustomizations, or - for YAML or JSON on standard input')
    .optionsGroup('Output:')
    .addOption(new Option('--format <format>', 'format of the output').choices([...NETWORK_FORMAT_NAMES]).default('table'))
    .option('-o, --output <file>', 'write to a file')
    .option('--propose', 'write NetworkPolicies for workloads that no policy isolates, derived from ports, Services and routes')
    .option('--workload <name>', 'show only connections of workloads with this name; repeatable', collectOption, [])
    .optionsGroup('Settings:')
    .addOption(config('; its excludeFiles are skipped'));
  withBasicRenderOptions(command, releaseNamespaceOption('; also used for objects without one'))
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: Omit<NetworkOptions, 'paths'>) => {
      const { runNetwork }: typeof import('../run-network') = require('../run-network');
      await waitForInput(paths, io);
      setExitCode(await runNetwork({ ...options, paths }, io));
    });
};
