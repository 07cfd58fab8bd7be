import { Option } from 'commander';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { namespacesOf, Repeated, withClusterOptions } from '../cluster/options';
import { AddCommand, collectOption, waitForInput } from '../command';
import { allowEmpty, config } from '../common-options';
import type { LockCommand } from '../lock/options';
import { TOOLS } from '../lock/tool-names';
import { namespacesOption, withBasicRenderOptions } from '../render/options';

const HELP = `
Examples:
  cdk8s-hardened lock dist
  cdk8s-hardened lock dist --check
  cdk8s-hardened lock dist --tool skopeo --tool-option=--tls-verify=false
  cdk8s-hardened lock --cluster -n shop

It asks the registry of each image for the manifest of its tag, with crane,
skopeo or docker buildx, and computes the digest itself. It writes all digests
into the lock file, or none. It removes entries that no manifest uses. It does
not read FROM of Dockerfiles, and does not verify signatures.

With --cluster it locks the images of live objects. If pods run another digest
than the tag names now, it says so, and takes the one that runs.

It also records facts about images, such as their users, ports, volumes and
directories, once for each digest. It reads the layers with crane, or copies the
image into a temporary folder with skopeo; with docker buildx it reads only
configurations. It keeps names and attributes of files, the lists of accounts,
and shell scripts up to 64 KiB, in $XDG_CACHE_HOME/cdk8s-hardened or
~/.cache/cdk8s-hardened, which only you may read. It does not run anything of an
image, unless you write --observe.

--observe runs images with podman or docker: only for images that you trust to
run on this machine, and not in CI for pull requests of strangers. Of the
manifest it takes command, arguments, environment and user, with made-up values
for Secrets and ConfigMaps. It lists the images that start with the lock file
alone, those that need a line of code, and those that do not start here.

Exit codes:
  0  the file is written, or with --check: it matches the registries
  1  with --check: a tag has moved or is missing, or an image is not locked;
     with --observe: an image needs a line, or does not start
  2  an input or an option is invalid, the input has no object, or a registry
     cannot be asked; nothing is written
  130  interrupted, 143 if by SIGTERM; nothing is written

Documentation: ${HOME_PAGE}/blob/main/docs/how-to/pin-images.md
`;

export const addLock: AddCommand = (program, { io, setExitCode }) => {
  const command = program.command('lock')
    .description('look up the digests of the image tags in manifests, and write them into a lock file')
    .argument('[path...]', 'files, folders, charts, kustomizations, or - for YAML or JSON on standard input')
    .optionsGroup('Lock file:')
    .option('--file <file>', 'lock file (default: the one in the settings file, else images.lock.yaml)')
    .option('--check', 'compare the file with the registries, and exit with 1 if a tag has changed or is missing, or an image is not '
      + 'locked; write nothing')
    .option('--observe', 'then run each image whose writable paths are unknown twice, in containers without a network, and add its user '
      + 'and writable paths to the file')
    .option('--for <time>', 'with --observe: maximum duration of each run, such as 20s or 1m', '20s')
    .optionsGroup('Images:')
    .option(
      '--image-platform <platform>',
      'fail if an image does not support this platform, such as linux/arm64; repeatable',
      collectOption,
      [],
    )
    .addOption(new Option('--facts <what>', 'source of the facts about images in the file: their files and configurations (files), only '
      + 'configurations (config), or no facts (off)').choices(['files', 'config', 'off'])
      .default('files'))
    .option('--exclude-image <pattern>', 'leave out the images that match, such as auto or registry.local/*; repeatable', collectOption, [])
    .optionsGroup('Registries:')
    .addOption(new Option('--tool <tool>', 'program that accesses the registries, with its own credentials (default: the first of these '
      + 'that is installed)').choices([...TOOLS]))
    .option(
      '--tool-option <option>',
      'further option of that program, such as --tool-option=--tls-verify=false; repeatable',
      collectOption,
      [],
    )
    .option('--max-download <size>', 'maximum size of the compressed layers of an image, such as 500Mi; '
      + 'only the configuration of a larger image is read', '1Gi')
    .optionsGroup('Settings:')
    .addOption(config())
    .addOption(allowEmpty());
  withClusterOptions(command);
  withBasicRenderOptions(command, namespacesOption())
    .addHelpText('after', HELP)
    .action(async (paths: string[], { namespace, ...options }: Repeated<Omit<LockCommand, 'paths'>>) => {
      const { runLock }: typeof import('../run-lock') = require('../run-lock');
      await waitForInput(paths, io);
      setExitCode(await runLock({ ...options, ...namespacesOf(namespace), paths }, io));
    });
};
