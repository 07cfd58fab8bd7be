/* Facts from a Dockerfile about the final image as a whole. */
import { DockerfileInstruction, DockerfileView, finalInstructions, flagOf, imagePath, isUnknown } from './dockerfile';
import { readInstall } from './install-command';
import { ModeChange, modeChanges } from './mode-changes';
import { isSticky, letsOthersWrite, stopsOthersWriting } from './modes';
import { placedCommands } from './placed-commands';
import { hasNonRootBase, uidsOf, userOf } from './users';
import { isIn } from '../../manifest/paths';
import { programName, ShellCommand } from '../../shell/command';
import { readCommandLine, ValuedOptions } from '../../shell/command-options';

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
  /** The text as written. */
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

export interface CopiedFiles {
  readonly instruction: DockerfileInstruction;
  /** The target of the files: a file or a directory. */
  readonly path: string;
}

export function volumesOf(view: DockerfileView): readonly ImageVolume[] {
  return finalInstructions(view).filter(({ keyword }) => keyword === 'VOLUME').flatMap((instruction) => instruction.words
    .flatMap((word) => imagePath(word, instruction.workdir) ?? []).map((path) => ({ instruction, path })));
}

/** `80`, `80/udp` or `8000-8010`. Builders ignore a port of the host before it, as in `8080:80`. */
const PORTS = /^(?:.*:)?(\d{1,5})(?:-(\d{1,5}))?(?:\/\w+)?$/;

export function portsOf(view: DockerfileView): readonly ExposedPorts[] {
  return finalInstructions(view)
    .filter(({ keyword }) => keyword === 'EXPOSE').flatMap((instruction) => instruction.words.flatMap((text) => {
      const [, first, last = first] = PORTS.exec(text) ?? [];
      return first === undefined ? [] : [{ instruction, text, first: Number(first), last: Number(last) }];
    }));
}

export function copiesOf(view: DockerfileView): readonly CopiedFiles[] {
  return finalInstructions(view).filter(({ keyword }) => keyword === 'COPY' || keyword === 'ADD').flatMap((instruction) => {
    const path = imagePath(instruction.words[instruction.words.length - 1] ?? '$', instruction.workdir);
    return path === undefined ? [] : [{ instruction, path }];
  });
}

/** The paths that COPY and ADD give to users. */
export function givenCopiesOf(view: DockerfileView): readonly OwnedPath[] {
  return copiesOf(view).flatMap(({ instruction, path }) => {
    const [owner = ''] = flagOf(instruction, 'chown')?.split(':') ?? [];
    return owner === '' || isUnknown(owner) ? [] : [{ instruction, path, owner }];
  });
}

/** The paths that RUN gives to users with `chown` or `install`. */
export function ownedPathsOf(view: DockerfileView): readonly OwnedPath[] {
  return finalInstructions(view)
    .filter(({ keyword }) => keyword === 'RUN').flatMap((instruction) => placedCommands(instruction).flatMap(({ command, workdir }) => {
      const { owner, paths } = ownership(command);
      return paths.filter(isPlain).flatMap((path) => imagePath(path, workdir) ?? [])
        .map((path) => ({ instruction, path, owner }));
    }));
}

/** The paths that belong to the user that the program starts as. */
export function ofUser(view: DockerfileView, owned: readonly OwnedPath[]): readonly OwnedPath[] {
  const { user } = userOf(view) ?? {};
  const uidOf = uidsOf(view);
  const uid = user === undefined ? undefined : uidOf(user);
  return owned.filter(({ owner }) => owner === user || (uid !== undefined && uidOf(owner) === uid));
}

/** A directory that is writable on purpose: for its owner, or for everyone. */
export type MadePath = Omit<OwnedPath, 'owner'> & Partial<Pick<OwnedPath, 'owner'>>;

/**
 * The directories that are made to be written and are empty: no files were copied into them, before or after they were made. They belong to
 * the user, or are open to everyone. If the image starts as root, they may belong to any other user, which the program may become.
 *
 * @param owned the paths that belong to the user
 */
export function emptyOf(view: DockerfileView, owned: readonly OwnedPath[]): readonly MadePath[] {
  const copies = copiesOf(view);
  const made: readonly MadePath[] = [...owned, ...startsAsRoot(view) ? ofOthers(view) : [], ...openDirectoriesOf(view)];
  return made.filter(({ path, instruction }) => !copies.some((copy) =>
    isIn(copy.path, path) || (isIn(path, copy.path) && copy.instruction.index > instruction.index)));
}

/** The lines that create paths or change their owners and modes; the first one of each path. */
export function linesOf(made: readonly MadePath[]): { readonly [path: string]: number } {
  const lines = new Map<string, number>();
  made.forEach(({ path, instruction }) => lines.set(path, Math.min(instruction.line, lines.get(path) ?? Infinity)));
  return Object.fromEntries(lines);
}

function startsAsRoot(view: DockerfileView): boolean {
  const user = userOf(view)?.user ?? 'root';
  return uidsOf(view)(user) === 0 && !hasNonRootBase(view);
}

function ofOthers(view: DockerfileView): readonly OwnedPath[] {
  const uidOfUser = uidsOf(view);
  return ownedPathsOf(view).filter(({ owner }) => uidOfUser(owner) !== 0);
}

const GIVING_NO_CAPABILITIES = /^-[a-z]*[rvh]$/;

/** Whether a command gives capabilities to a file. */
export function givesCapabilities([path, ...words]: ShellCommand): boolean {
  return programName(path) === 'setcap' && !words.some((word) => GIVING_NO_CAPABILITIES.test(word));
}

/** Whether a file of the image may have capabilities: COPY keeps capabilities from another stage. */
export function hasFileCapabilities({ instructions }: DockerfileView): boolean {
  return instructions.some(({ isTrigger, commands }) => !isTrigger && commands.some(givesCapabilities));
}

interface Ownership {
  readonly owner: string;
  readonly paths: readonly string[];
}

const NO_OWNERSHIP: Ownership = { owner: '', paths: [] };
const OWNERSHIPS: ReadonlyMap<string, (command: ShellCommand) => Ownership> = new Map([
  ['chown', changedOwner],
  ['install', directoryOwner],
]);

function ownership(command: ShellCommand): Ownership {
  const found = OWNERSHIPS.get(programName(command[0]))?.(command) ?? NO_OWNERSHIP;
  return found.owner === '' || isUnknown(found.owner) ? NO_OWNERSHIP : found;
}

const VALUED_BY_CHOWN: ValuedOptions = { short: '', long: ['from', 'reference'] };

function changedOwner([, ...words]: ShellCommand): Ownership {
  const { values, operands: [owner = '', ...paths] } = readCommandLine(words, VALUED_BY_CHOWN);
  return values.has('reference') ? NO_OWNERSHIP : { owner: owner.split(/[:.]/)[0], paths };
}

function directoryOwner(command: ShellCommand): Ownership {
  const { owner = '', areDirectories, paths } = readInstall(command);
  return areDirectories ? { owner, paths } : NO_OWNERSHIP;
}

/** Whether a path contains no pattern that the shell would expand. */
function isPlain(path: string): boolean {
  return !/[*?[\]{}]/.test(path);
}

/** A directory that everyone may write. */
interface OpenDirectory {
  readonly instruction: DockerfileInstruction;
  readonly path: string;
}

/** Directories that are ignored in every image, because they belong to the kernel, or everyone may write there. */
const NOT_MEANT = ['/dev', '/proc', '/sys', '/tmp', '/var/tmp'];

/**
 * The directories of the final image that RUN opens to everyone, as with 777 or 1777, and that nothing closes or removes again: they are
 * made to be written. A path is a directory if a command makes it, or if its mode is sticky or set for all that is in it.
 */
function openDirectoriesOf(view: DockerfileView): readonly OpenDirectory[] {
  const open = new Map<string, OpenDirectory>();
  const made = new Set<string>();
  for (const change of finalInstructions(view).filter(({ keyword }) => keyword === 'RUN').flatMap(modeChanges)) {
    const { instruction, mode, paths, makes, of } = change;
    paths.filter(() => makes).forEach((path) => made.add(path));
    if (letsOthersWrite(mode)) {
      const isDirectory = (path: string) => isSticky(mode) || of === 'all' || made.has(path);
      paths.filter((path) => isDirectory(path) && !NOT_MEANT.some((other) => isIn(path, other)))
        .forEach((path) => open.set(path, { instruction, path }));
    } else if (stopsOthersWriting(mode)) {
      [...open.keys()].filter((path) => isChanged(path, change)).forEach((path) => open.delete(path));
    }
  }
  return [...open.values()];
}

function isChanged(path: string, { paths, of }: ModeChange): boolean {
  return paths.some((other) => other === path || (of === 'all' && isIn(path, other)));
}
