import { Option } from 'commander';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { AddCommand, collectOption } from '../command';
import type { SuggestPathsOptions } from '../suggest/options';
import { RUNTIMES } from '../suggest/runtime-names';

const HELP = `
Examples:
  cdk8s-hardened suggest-paths nginx:1.29 --probe http://:80/
  cdk8s-hardened suggest-paths postgres:17 --env POSTGRES_PASSWORD=test --until 'pg_isready -U postgres' --for 2m
  cdk8s-hardened suggest-paths registry.example.com/shop/cart:2.1 --probe http://:8080/ --save --lock images.lock.yaml

It runs the image twice: first with a writable root filesystem, to see which
paths it writes, then with a read-only one and the suggested paths, to verify
them. Both runs drop all capabilities, and allow ports below 1024.
--run-option=--cap-add=NAME adds a capability back.

Exit codes:
  0  the paths are reported, and the image behaved the same with them
  1  the image behaved differently with the suggested paths: it ended early,
     was not ready, or responded to --probe differently
  2  an option is invalid, no container runtime is installed, or the first run
     failed, so the report may be incomplete

Documentation: ${HOME_PAGE}#readme
`;

export const addSuggestPaths: AddCommand = (program, { io, setExitCode }) => {
  program.command('suggest-paths')
    .description('run an image with podman or docker, print the user and the paths that its hardened '
      + 'workload must declare, and run it again with them to check')
    .argument('<image>', 'the image to run')
    .argument('[command...]', 'after --: command to run instead of the image\'s CMD; it becomes the arguments of an ENTRYPOINT')
    .optionsGroup('Run:')
    .addOption(new Option('--runtime <runtime>', 'container runtime (default: podman if it is installed)').choices([...RUNTIMES]))
    .option('--for <time>', 'maximum duration of the run: 30s, 5m or 1h', '30s')
    .option('--until <command>', 'end the run when this command succeeds in the container: a string for its '
      + 'sh, or a JSON list of strings to run without a shell')
    .option('--probe <address>', 'HTTP address in the container, such as http://:8080/: end a run when it responds, and compare the responses of both runs')
    .option('--user <user>', 'user to run as: uid, uid:gid or a name (default: the image\'s USER; if that is '
      + 'root, the user that cdk8s-hardened knows for the image)')
    .option('--env <variable>', 'NAME=value, or NAME to pass on its current value; repeatable', collectOption, [])
    .option(
      '--run-option <option>',
      'additional option of the runtime, such as --run-option=--network=none; repeatable',
      collectOption,
      [],
    )
    .option('--skip-verification', 'do not run the image a second time, with the suggested paths and a read-only root filesystem')
    .optionsGroup('Result:')
    .option('--write-knowledge <file>', 'write the facts that were found about the image into a settings file, '
      + 'such as cdk8s-hardened.yaml, for the command harden')
    .option('--save', 'write the verified user and paths into the lock file, below the '
      + 'digest that ran, for harden, audit and hardened kinds')
    .option('--lock <file>', 'lock file of the command lock: its facts about the image are used, and '
      + '--save writes to it (default for --save: images.lock.yaml)')
    .addOption(new Option('--format <format>', 'format of the report').choices(['text', 'json']).default('text'))
    .addHelpText('after', HELP)
    .action(async (image: string, command: string[], options: Omit<SuggestPathsOptions, 'image' | 'command'>) => {
      const { runSuggestPaths }: typeof import('../suggest/run-suggest-paths') = require('../suggest/run-suggest-paths');
      setExitCode(await runSuggestPaths({ ...options, image, command }, io));
    });
};
