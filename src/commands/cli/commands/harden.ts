import { Option } from 'commander';
import { LEVELS } from '../../../policy/settings/levels';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { namespacesOf, Repeated, withClusterOptions } from '../cluster/options';
import { AddCommand, collectOption, waitForInput } from '../command';
import { allowEmpty, config, kubernetesVersion, platform } from '../common-options';
import type { HardenOptions } from '../harden/options';
import { namespacesOption, withRenderOptions } from '../render/options';

const HELP = `
Examples:
  cdk8s-hardened harden ./chart -f prod.yaml --release web -n shop > hardened.yaml
  cdk8s-hardened harden manifests --diff
  cdk8s-hardened harden manifests --write --lock images.lock.yaml
  cdk8s-hardened harden --cluster -n shop > hardened.yaml

It lists what you still have to do on standard error, with the lines to add to
the settings file.

Exit codes:
  0  the output is written, even if findings remain
  1  with --check: something would change
  2  an input, an option or the settings file is invalid or cannot be read, a
     chart does not render, or the input is empty; nothing is written
  130  interrupted, 143 if by SIGTERM; nothing is written

Documentation: ${HOME_PAGE}#readme
`;

export const addHarden: AddCommand = (program, { io, setExitCode }) => {
  const command = program.command('harden')
    .description('fill in missing secure settings in manifests, and keep everything else')
    .argument('[path...]', 'files, folders, charts, kustomizations, or - for YAML or JSON on standard input')
    .optionsGroup('Controls:')
    .addOption(new Option('--profile <profile>', 'fill in the settings that this profile requires, and report the findings that '
      + 'remain (default: fill in pss-restricted, report hardened)').choices([...LEVELS]))
    .addOption(kubernetesVersion())
    .addOption(platform())
    .addOption(config('', '; options override it'))
    .option('--only <control>', 'make only the changes that this control requires; repeatable', collectOption, [])
    .option('--keep <control>', 'change nothing for this control; repeatable', collectOption, [])
    .option('--override-unsafe', 'also replace unsafe values that the author set, and list each previous value')
    .option('--lock <file>', 'lock file: append its digests to images without one');
  withClusterOptions(command);
  withRenderOptions(command, namespacesOption())
    .optionsGroup('Output:')
    .option('--write', 'change the files in place')
    .option('--output-dir <folder>', 'write all files to a folder')
    .option('--interactive', 'decide on each finding of the profile (default: hardened): apply its fix, skip it, '
      + 'or accept it with a waiver; the files are written at the end')
    .option('--diff', 'print the changes as a unified diff')
    .option('--check', 'exit with 1 if something would change; write nothing')
    .addOption(allowEmpty())
    .addHelpText('after', HELP)
    .action(async (paths: string[], { namespace, ...others }: Repeated<Omit<HardenOptions, 'paths'>>) => {
      const options = { ...others, ...namespacesOf(namespace) };
      if (options.interactive) {
        const { runInteractive }: typeof import('../harden/interactive/run-interactive') = require('../harden/interactive/run-interactive');
        setExitCode(await runInteractive({ ...options, paths }, io));
        return;
      }
      const { runHarden }: typeof import('../run-harden') = require('../run-harden');
      await waitForInput(paths, io);
      setExitCode(await runHarden({ ...options, paths }, io));
    });
};
