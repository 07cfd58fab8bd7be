/* What a Dockerfile says of the final image as a whole. */
import { readCommandLine } from './command-options';
import { DockerfileInstruction, DockerfileView, finalInstructions, flagOf, imagePath, isUnknown, programName, ShellCommand } from './dockerfile';
import { uidOf, uidOfUser, userOf } from './dockerfile-users';
import { isIn } from './paths';

/** A directory that belongs to a user, so that it can be written. */
export interface OwnedPath {
  readonly instruction: DockerfileInstruction;
  readonly path: string;
  /** Name or number of the user. */
  readonly owner: string;
}

export interface ImageVolume {
  readonly instruction: DockerfileInstruction;
  readonly path: string;
}

export interface ExposedPorts {
  readonly instruction: DockerfileInstruction;
  /** As it is written. */
  readonly text: string;
  readonly first: number;
  readonly last: number;
  readonly protocol: string;
}

export interface CopiedFiles {
  readonly instruction: DockerfileInstruction;
  /** Where they are put: a file, or a directory. */
  readonly path: string;
}

export function volumesOf(view: DockerfileView): readonly ImageVolume[] {
  return finalInstructions(view).filter(({ keyword }) => keyword === 'VOLUME').flatMap((instruction) => instruction.words
    .flatMap((word) => imagePath(word, instruction.workdir) ?? []).map((path) => ({ instruction, path })));
}

/** `80`, `80/udp` or `8000-8010`. */
const PORTS = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(\w+))?$/;

export function portsOf(view: DockerfileView): readonly ExposedPorts[] {
  return finalInstructions(view).filter(({ keyword }) => keyword === 'EXPOSE').flatMap((instruction) => instruction.words.flatMap((text) => {
    const [, first, last = first, protocol = 'tcp'] = PORTS.exec(text) ?? [];
    return first === undefined ? [] : [{ instruction, text, first: Number(first), last: Number(last), protocol: protocol.toLowerCase() }];
  }));
}

export function copiesOf(view: DockerfileView): readonly CopiedFiles[] {
  return finalInstructions(view).filter(({ keyword }) => keyword === 'COPY' || keyword === 'ADD').flatMap((instruction) => {
    const path = imagePath(instruction.words[instruction.words.length - 1] ?? '$', instruction.workdir);
    return path === undefined ? [] : [{ instruction, path }];
  });
}

/** What COPY and ADD give to users. */
export function givenCopiesOf(view: DockerfileView): readonly OwnedPath[] {
  return copiesOf(view).flatMap(({ instruction, path }) => {
    const [owner = ''] = flagOf(instruction, 'chown')?.split(':') ?? [];
    return owner === '' || isUnknown(owner) ? [] : [{ instruction, path, owner }];
  });
}

/** What RUN gives to users with `chown` or `install`. */
export function ownedPathsOf(view: DockerfileView): readonly OwnedPath[] {
  return finalInstructions(view).filter(({ keyword }) => keyword === 'RUN').flatMap((instruction) => instruction.commands.flatMap((command) => {
    const { owner, paths } = ownership(command) ?? NO_OWNERSHIP;
    return paths.filter(isPlain).flatMap((path) => imagePath(path, instruction.workdir) ?? [])
      .map((path) => ({ instruction, path, owner }));
  }));
}

/** What of it belongs to the user whom the program starts as. */
export function ofUser(view: DockerfileView, owned: readonly OwnedPath[]): readonly OwnedPath[] {
  const { user } = userOf(view) ?? {};
  const uid = uidOf(view);
  return owned.filter(({ owner }) => owner === user || (uid !== undefined && uidOfUser(view, owner) === uid));
}

/** Whether files may lie in a directory of a user's: they were put into it, or behind it onto its place. */
export function mayHoldCopies(view: DockerfileView, { path, instruction }: OwnedPath): boolean {
  return copiesOf(view).some((copy) => isIn(copy.path, path) || (isIn(path, copy.path) && copy.instruction.index > instruction.index));
}

interface Ownership {
  readonly owner: string;
  readonly paths: readonly string[];
}

const NO_OWNERSHIP: Ownership = { owner: '', paths: [] };
const VALUED_BY_INSTALL = { short: 'gmoSt', long: ['group', 'mode', 'owner', 'suffix', 'target-directory'] };

function ownership(command: ShellCommand): Ownership | undefined {
  const [program, ...words] = command;
  if (programName(program) === 'chown') {
    const [owner = '', ...paths] = words.filter((word) => !word.startsWith('-'));
    const user = owner.split(/[:.]/)[0];
    return user === '' || isUnknown(user) ? undefined : { owner: user, paths };
  }
  if (programName(program) !== 'install' || !words.some((word) => /^-[a-z]*d/.test(word))) {
    return undefined;
  }
  const { values, operands: paths } = readCommandLine(words, VALUED_BY_INSTALL);
  const owner = values.get('o') ?? values.get('owner');
  return owner === undefined || isUnknown(owner) ? undefined : { owner, paths };
}

/** Not a pattern that the shell would fill in. */
function isPlain(path: string): boolean {
  return !/[*?[\]{}]/.test(path);
}
