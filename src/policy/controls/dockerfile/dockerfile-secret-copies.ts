import { NOT_IN_IMAGE } from './file-modes';
import { Violations } from '../check';
import { DockerfileControl } from '../control';
import { inInstruction, keptInstructions } from './violations';
import { DockerfileInstruction, imagePath, isUnknown } from '../../../formats/dockerfile/model/dockerfile';
import { unknownVariables } from '../../../formats/dockerfile/model/users';
import { isIn, normalizePath } from '../../../formats/manifest/paths';
import { OUTPUT, programName, ShellCommand } from '../../../formats/shell/command';

export const dockerfileSecretCopies: DockerfileControl = {
  id: 'dockerfile-secret-copies',
  title: 'No build secret in the image',
  level: 'hardened',
  risk: 'high',
  why: 'Anyone who can pull the image can read it in a layer, even if a later instruction removes the file.',
  remedy: 'let the program read the mounted secret, or mount it at the path that the program reads (`target=/root/.npmrc`); replace the '
    + 'secret if the image was pushed',
  spec: {
    rules: [{
      fields: ['the commands of RUN with --mount=type=secret, in the instructions of the final image and in its ONBUILD'],
      allowed: 'no copy of the secret\'s file, and no file that is written from it or from its variable, unless the same RUN removes the '
        + 'file, or it is in another mount or below /dev, /proc or /sys',
    }],
    notes: ['The control follows pipes of text tools (`cat … | base64 -d > …`), but not the use of a secret inside a program.'],
  },
  // Only RUN has mounts.
  checkDockerfile: (view) => keptInstructions(view).flatMap(copiesIn),
};

const COPIERS = new Set(['cp', 'mv', 'install', 'dd', 'rsync', 'scp']);
const PRINTERS = new Set(['echo', 'printf']);
/** Programs that print their input, or a part of it. */
const TEXT_TOOLS = new Set([
  ...PRINTERS,
  'cat',
  'tac',
  'head',
  'tail',
  'sed',
  'awk',
  'grep',
  'tr',
  'cut',
  'sort',
  'tee',
  'base64',
  'jq',
  'yq',
  'envsubst',
  'xxd',
  'gunzip',
]);

function copiesIn(instruction: DockerfileInstruction): Violations {
  const mounts = secretMounts(instruction);
  const isKept = keptBehind(instruction, mounts);
  const reads = (word: string) => mounts.files.some((file) => word.includes(file))
    || unknownVariables(word).some((name) => mounts.variables.includes(name));
  const secret = mounts.files[0] === undefined ? 'the secret' : `"${mounts.files[0]}"`;
  /** Whether the text tools up to here have read the secret. */
  let isRead = false;
  return instruction.commands.flatMap((command) => {
    const isOutput = command[0] === OUTPUT;
    const [program = '', ...words] = isOutput ? command.slice(2) : command;
    const name = programName(program);
    const isReading = words.some(reads);
    const isFromChain = isRead && (!PRINTERS.has(name) || words.some(isUnknown));
    isRead = TEXT_TOOLS.has(name) && (isRead || isReading);
    const isPrinted = TEXT_TOOLS.has(name) && (isReading || isFromChain);
    const isWritten = COPIERS.has(name) ? isReading : name === 'tee' && isFromChain;
    const isCopied = isOutput ? isPrinted : isWritten;
    const destination = isOutput ? command[1] : command[command.length - 1].replace(/^of=/, '');
    return isCopied && isKept(destination)
      ? [inInstruction(instruction, '', `${secret} is written to "${destination}", and stays in the image`, `${mounts.files[0] ?? ''} `
        + `to ${destination}`)]
      : [];
  });
}

/** Tests whether a file stays in the image: it is on no mount, and no command of the instruction removes it. */
function keptBehind({ commands, workdir }: DockerfileInstruction, { targets }: SecretMounts): (path: string) => boolean {
  const inImage = (path: string) => imagePath(path, workdir) ?? path;
  const removed = commands.filter(isRemoval).flatMap((command) => command.slice(1).filter((word) => !word.startsWith('-'))).map(inImage);
  return (path) => {
    const file = inImage(path);
    return !removed.some((each) => isIn(file, each) || isIn(each, file))
      && ![...NOT_IN_IMAGE, ...targets].some((directory) => isIn(file, directory));
  };
}

function isRemoval([path]: ShellCommand): boolean {
  return ['rm', 'shred', 'unlink'].includes(programName(path));
}

/** The secrets that RUN --mount=type=secret gives to a command. */
interface SecretMounts {
  /** Where the files are. */
  readonly files: readonly string[];
  /** The names of environment variables. */
  readonly variables: readonly string[];
  /** The known paths of all mounts. Files that are written there are not in the image. */
  readonly targets: readonly string[];
}

/** Source: https://docs.docker.com/reference/dockerfile/#run---mounttypesecret */
function secretMounts({ flags, workdir = '/' }: DockerfileInstruction): SecretMounts {
  const mounts = (flags.get('mount') ?? []).map((mount) => new Map(mount.split(',').map((option) => {
    const [name, value = ''] = option.split(/=(.*)/s);
    return [name.trim().toLowerCase(), value] as const;
  })));
  const secrets = mounts.filter((mount) => mount.get('type') === 'secret');
  const targetOf = (mount: ReadonlyMap<string, string>) => mount.get('target') ?? mount.get('dst') ?? mount.get('destination');
  const absolute = (path: string) => normalizePath(path.startsWith('/') ? path : `${workdir}/${path}`);
  return {
    files: secrets.flatMap((mount) => {
      const id = mount.get('id') ?? mount.get('source') ?? mount.get('src');
      const target = targetOf(mount) ?? (mount.has('env') ? undefined : id && `/run/secrets/${programName(id)}`);
      return target ? [absolute(target)] : [];
    }),
    variables: secrets.flatMap((mount) => mount.get('env') ?? []),
    targets: mounts.flatMap((mount) => targetOf(mount) ?? []).map(absolute),
  };
}
