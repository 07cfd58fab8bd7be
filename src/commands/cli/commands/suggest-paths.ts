import { Option } from 'commander';
import { InputError } from '../../../formats/manifest/input-error';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { AddCommand, collectOption } from '../command';
import type { SuggestPathsOptions, WatchPodOptions } from '../suggest/options';
import { RUNTIMES } from '../suggest/runtime-names';

const HELP = `
Examples:
  cdk8s-hardened suggest-paths nginx:1.29 --probe http://:80/
  cdk8s-hardened suggest-paths postgres:17 --env POSTGRES_PASSWORD=test --until 'pg_isready -U postgres' --for 2m
  cdk8s-hardened suggest-paths registry.example.com/shop/cart:2.1 --probe http://:8080/ --save --lock images.lock.yaml
  cdk8s-hardened suggest-paths --pod shop/web-5d4f9 --debug-image registry.example.com/busybox:1.37 --for 2m

It runs the image twice: first with a writable root filesystem, to see which
paths it writes, then with a read-only one and the suggested paths, to verify
them. Both runs drop all capabilities, and allow ports below 1024.
--run-option=--cap-add=NAME adds a capability back.

With --pod it adds an ephemeral container to the pod, with the user of the
target and without capabilities, and asks before. It needs kubectl 1.30 and the
right to patch pods/ephemeralcontainers. The container cannot be removed from
the pod. It prints the directories that the target wrote, without file names.

Exit codes:
  0  the paths are reported, and the image behaved the same with them
  1  the image behaved differently with the suggested paths: it ended early,
     was not ready, or responded to --probe differently
  2  an option is invalid, no container runtime is installed, or the first run
     failed, so the report may be incomplete

Documentation: ${HOME_PAGE}#readme
`;

type Options = Omit<SuggestPathsOptions, 'image' | 'command'> & Partial<Omit<WatchPodOptions, 'image' | 'command'>>;

export const addSuggestPaths: AddCommand = (program, { io, setExitCode }) => {
  program.command('suggest-paths')
    .description('run an image with podman or docker, print the user and the writable paths to declare, and verify them in a second run; '
      + 'or watch a running pod')
    .argument('[image]', 'the image to run')
    .argument('[command...]', 'after --: command to run instead of the image\'s CMD, as arguments of its ENTRYPOINT if it has one')
    .optionsGroup('Run:')
    .addOption(new Option('--runtime <runtime>', 'container runtime (default: podman if it is installed)').choices([...RUNTIMES]))
    .option('--for <time>', 'maximum duration of the run: 30s, 5m or 1h', '30s')
    .option('--until <command>', 'end the run when this command succeeds in the container: a string for its '
      + 'sh, or a JSON list of strings to run without a shell')
    .option('--probe <address>', 'HTTP address in the container, such as http://:8080/: end each run when the address responds, and '
      + 'compare the responses')
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
    .optionsGroup('Running pod:')
    .option('--pod <namespace/pod>', 'watch a container of a running pod instead of an image, from a debug container that kubectl adds '
      + 'to the pod')
    .option('--container <name>', 'its container (default: the only one)')
    .option('--context <context>', 'kubectl context (default: the current one)')
    .option('--debug-image <image>', 'image of the debug container, with the tools of BusyBox; there is no default')
    .option('--yes', 'add the debug container without asking')
    .optionsGroup('Result:')
    .option('--write-knowledge <file>', 'write the results to a settings file, such as cdk8s-hardened.yaml, for the command harden')
    .option('--save', 'write the verified user and paths to the lock file, for the digest that ran')
    .option('--lock <file>', 'lock file with facts about the image; --save writes to it (default for --save: images.lock.yaml)')
    .addOption(new Option('--format <format>', 'format of the report').choices(['text', 'json']).default('text'))
    .addHelpText('after', HELP)
    .action(async (image: string | undefined, command: string[], options: Options) => {
      if (options.pod !== undefined) {
        const { runOnPod }: typeof import('../suggest/pod/run-pod') = require('../suggest/pod/run-pod');
        setExitCode(await runOnPod({ ...options, pod: options.pod, image, command }, io));
        return;
      }
      const other = ['container', 'context', 'debugImage', 'yes'].find((name) => options[name as keyof Options] !== undefined);
      if (image === undefined || other !== undefined) {
        throw new InputError(image === undefined ? 'suggest-paths needs <image>: the image to run, or --pod <namespace/pod>'
          : `--${other!.replace('I', '-i')} applies to a running pod: add --pod, and remove the image`);
      }
      const { runSuggestPaths }: typeof import('../suggest/run-suggest-paths') = require('../suggest/run-suggest-paths');
      setExitCode(await runSuggestPaths({ ...options, image, command }, io));
    });
};
