import { Option } from 'commander';
import { LEVELS } from '../../../policy/settings/levels';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { AddCommand, collectOption } from '../command';
import { config } from '../common-options';
import { VALUES_FORMATS } from '../values/format-names';
import type { ValuesOptions } from '../values/options';

const HELP = `
Examples:
  cdk8s-hardened values ./chart --release web -n shop > hardened-values.yaml
  cdk8s-hardened values ./chart --release web -n shop -f prod.yaml --output-dir deploy/web
  cdk8s-hardened values ./chart --release web -n shop --explain

It renders the chart with the Helm in your PATH, and traces which of its values
reach the security settings of its workloads. It writes the fewest values that
fix the findings of the profile. It renders the chart with them and its schema,
evaluates the result, and checks that nothing else in the pods changes. For
settings that no value reaches, it writes a patch, after applying and evaluating
it. Remaining findings are on standard error.

Exit codes:
  0  the values are written or shown, even if findings remain, or with --check:
     nothing differs
  1  with --check: a value no longer arrives, a patch no longer fits, or a
     finding is new
  2  the chart does not render or renders nothing, something cannot be proved,
     or an option is invalid; nothing is written
  130  interrupted, 143 if by SIGTERM; nothing is written

Documentation: ${HOME_PAGE}/blob/main/docs/how-to/chart-values.md
`;

export const addValues: AddCommand = (program, { io, setExitCode }) => {
  program.command('values')
    .description('write Helm values that make the workloads of a chart secure, and patches for settings without a value')
    .argument('<chart>', 'folder or .tgz of a chart')
    .optionsGroup('Chart:')
    .requiredOption('--release <name>', 'name of the release, which is part of the names of its workloads')
    .requiredOption('-n, --namespace <namespace>', 'namespace of the release')
    .option('-f, --values <file>', 'your values file; repeatable', collectOption, [])
    .option('--set <key=value>', 'your value, such as image.tag=2; repeatable', collectOption, [])
    .option('--api-versions <version>', 'API that the cluster has, such as monitoring.coreos.com/v1; repeatable', collectOption, [])
    .optionsGroup('Controls:')
    .addOption(new Option('--profile <profile>', 'set of controls that the workloads must meet (default: the '
      + 'profile of the settings file, else pss-restricted)').choices([...LEVELS]))
    .addOption(config(', for the platform, the Kubernetes version and the lock file'))
    .option('--override-unsafe', 'replace unsafe values of the chart, such as a user of 0')
    .optionsGroup('Output:')
    .addOption(new Option('--format <format>', 'tool that deploys the chart').choices([...VALUES_FORMATS]).default('values'))
    .option('--output-dir <folder>', 'write values, patches and the file of the format to a folder '
      + '(default: the file of the format to standard output)')
    .option('--no-patches', 'write values only')
    .option('--check', 'compare the folder of --output-dir with the chart, for example after an update of the chart; write nothing')
    .option('--explain', 'show which value sets which field of each container; write nothing')
    .addHelpText('after', HELP)
    .action(async (chart: string, options: Omit<ValuesOptions, 'chart'>) => {
      const { runValues }: typeof import('../run-values') = require('../run-values');
      setExitCode(await runValues({ ...options, chart }, io));
    });
};
