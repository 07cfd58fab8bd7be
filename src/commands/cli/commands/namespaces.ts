import { Option } from 'commander';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { namespacesOf, Repeated, withClusterOptions } from '../cluster/options';
import { AddCommand, waitForInput } from '../command';
import { config, kubernetesVersion } from '../common-options';
import type { NamespacesOptions } from '../namespaces/options';
import { GOALS, NAMESPACES_FORMAT_NAMES } from '../namespaces/options';
import { namespacesOption, withBasicRenderOptions } from '../render/options';

const HELP = `
Examples:
  cdk8s-hardened namespaces --cluster
  cdk8s-hardened namespaces --cluster --context prod -n shop --to baseline
  cdk8s-hardened namespaces dist --format markdown
  cdk8s-hardened namespaces --cluster --output-dir rollout

For each namespace it shows the labels of Pod Security, the strictest level that
all workloads meet as they are and after "harden", and the workloads that block
the level of --to, with who must act. It evaluates templates, not pods: a CronJob
between two runs and a workload without replicas count.

Exit codes:
  0  the table is shown
  2  an input or an option is invalid or cannot be read, or something in the
     cluster cannot be read
  130  interrupted, 143 if by SIGTERM; no file was written

Documentation: ${HOME_PAGE}/blob/main/docs/how-to/cluster.md
`;

export const addNamespaces: AddCommand = (program, { io, setExitCode }) => {
  const command = program.command('namespaces')
    .description('show which namespaces can enforce a Pod Security level, and what blocks the others')
    .argument('[path...]', 'files, folders, charts, kustomizations, or - for YAML or JSON on standard input')
    .optionsGroup('Level:')
    .addOption(new Option('--to <level>', 'level to reach').choices([...GOALS]).default('restricted'))
    .addOption(kubernetesVersion())
    .optionsGroup('Output:')
    .addOption(new Option('--format <format>', 'format of the output').choices([...NAMESPACES_FORMAT_NAMES]).default('text'))
    .option('-o, --output <file>', 'write to a file')
    .option('--output-dir <folder>', 'also write manifests for each step to a new folder: labels, hardened workloads, policies')
    .optionsGroup('Settings:')
    .addOption(config(', which says how workloads are hardened'));
  withClusterOptions(command);
  withBasicRenderOptions(command, namespacesOption())
    .addHelpText('after', HELP)
    .action(async (paths: string[], { namespace, ...options }: Repeated<Omit<NamespacesOptions, 'paths'>>) => {
      const { runNamespaces }: typeof import('../run-namespaces') = require('../run-namespaces');
      await waitForInput(paths, io);
      setExitCode(await runNamespaces({ ...options, ...namespacesOf(namespace), paths }, io));
    });
};
