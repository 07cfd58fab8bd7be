/* What a Dockerfile says of the final image as a whole. */
import { DockerfileInstruction, DockerfileView, finalInstructions, finalStage, imagePath, isIn, isUnknown, outerBase, ShellCommand } from './dockerfile';
import { parseImage } from './image';

/** The user that the image's program starts as. */
export interface ImageUser {
  readonly instruction: DockerfileInstruction;
  /** Name or number, as it is written; it may depend on a variable. */
  readonly user: string;
  readonly group?: string;
}

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

/** The last USER; undefined where the base image decides. */
export function userOf(view: DockerfileView): ImageUser | undefined {
  return lastUser(finalInstructions(view));
}

/** The last USER, and the last one that is kept for the images built on this one. */
export function usersOf(view: DockerfileView): readonly ImageUser[] {
  const kept = lastUser(finalStage(view).instructions.filter(({ isTrigger }) => isTrigger));
  return [userOf(view) ?? [], kept ?? []].flat();
}

/** Not the one in `${UID:?}`. */
const OUTER_COLON = /:(?![^{]*\})/;

function lastUser(instructions: readonly DockerfileInstruction[]): ImageUser | undefined {
  const instruction = instructions.filter(({ keyword }) => keyword === 'USER').pop();
  if (!instruction) {
    return undefined;
  }
  const [user, group] = instruction.words[0].split(OUTER_COLON);
  return { instruction, user, group };
}

/** The number of an id that is written as one; undefined for a name. */
export function idOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Whether a user is root, by name or number. */
export function isRoot(user: string): boolean {
  return user === 'root' || idOf(user) === 0;
}

/** By its tag. Source: https://github.com/GoogleContainerTools/distroless#why-should-i-use-distroless-images */
const NON_ROOT_TAG = /(?:^|[-_.])nonroot(?:[-_.]|$)/;

/** Whether the base image says that it has a user of its own. */
export function hasNonRootBase(view: DockerfileView): boolean {
  return NON_ROOT_TAG.test(parseImage(outerBase(view)).tag ?? '');
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

/** What RUN gives to users with `chown` or `install`. */
export function ownedPathsOf(view: DockerfileView): readonly OwnedPath[] {
  return finalInstructions(view).filter(({ keyword }) => keyword === 'RUN').flatMap((instruction) => instruction.commands.flatMap((command) => {
    const { owner, paths } = ownership(command) ?? NO_OWNERSHIP;
    return paths.filter(isPlain).flatMap((path) => imagePath(path, instruction.workdir) ?? [])
      .map((path) => ({ instruction, path, owner }));
  }));
}

/** The uid that a name has, where the Dockerfile makes the user with one. */
export function uidOfName(view: DockerfileView, name: string): number | undefined {
  const made = finalInstructions(view).flatMap(({ commands }) => commands)
    .find((command) => /(?:^|\/)(?:useradd|adduser)$/.test(command[0]) && command.slice(1).includes(name));
  return made && idOf(optionOf(made, ['-u', '--uid']));
}

/** Whether files were put into a directory, or onto its place. */
export function holdsCopies(view: DockerfileView, directory: string): boolean {
  return copiesOf(view).some(({ path }) => isIn(path, directory) || isIn(directory, path));
}

/** The uid that the program starts with; undefined where the Dockerfile does not say it. */
export function uidOf(view: DockerfileView): number | undefined {
  const user = userOf(view)?.user;
  return user === undefined ? undefined : idOf(user) ?? uidOfName(view, user);
}

/** The directories that a Dockerfile gives to the user whom its program starts as, each once. */
export function pathsOfUser(view: DockerfileView): readonly string[] {
  const user = userOf(view)?.user;
  const uid = uidOf(view);
  const isUser = (owner: string) => owner === user || (uid !== undefined && (idOf(owner) ?? uidOfName(view, owner)) === uid);
  return [...new Set(ownedPathsOf(view).filter(({ owner }) => isUser(owner)).map(({ path }) => path))];
}

interface Ownership {
  readonly owner: string;
  readonly paths: readonly string[];
}

const NO_OWNERSHIP: Ownership = { owner: '', paths: [] };

function ownership(command: ShellCommand): Ownership | undefined {
  const [program, ...words] = command;
  const operands = words.filter((word) => !word.startsWith('-'));
  if (/(?:^|\/)chown$/.test(program)) {
    const [owner = '', ...paths] = operands;
    const user = owner.split(/[:.]/)[0];
    return user === '' || isUnknown(user) ? undefined : { owner: user, paths };
  }
  const owner = /(?:^|\/)install$/.test(program) && words.some((word) => /^-[a-z]*d/.test(word)) ? optionOf(command, ['-o', '--owner']) : undefined;
  return owner === undefined || isUnknown(owner) ? undefined : { owner, paths: operands.filter((word) => word.startsWith('/')) };
}

/** The value of an option, as `-u 1`, `-u1`, `--uid 1` or `--uid=1`. */
function optionOf(command: ShellCommand, names: readonly string[]): string | undefined {
  for (const [index, word] of command.entries()) {
    for (const name of names) {
      const joined = word.startsWith('--') ? `${name}=` : name;
      if (word === name) {
        return command[index + 1];
      }
      if (word.startsWith(joined)) {
        return word.slice(joined.length);
      }
    }
  }
  return undefined;
}

/** Not a pattern that the shell would fill in. */
function isPlain(path: string): boolean {
  return !/[*?[\]{}]/.test(path);
}
