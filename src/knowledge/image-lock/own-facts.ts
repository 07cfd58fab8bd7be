import { PlatformFacts, StepDown } from './facts/image-facts';
import { familiarName } from './lock-name';
import { LockedImage } from './locked-images';
import { CopiedDirectory, KeptDirectory, writableDirectories } from './writable-directories';
import { isSameJson } from '../../formats/manifest/json';
import { ImageFacts, KnownPath } from '../images/known-image';

/** Facts from an image itself, with the fields of facts in families. */
export interface OwnFacts {
  /** The name of the image, such as `registry.example/cart:2.1`. */
  readonly name: string;
  /** The lock file, the day on which the registry was asked, and the digest. */
  readonly source: string;
  /** The facts that all platforms share. The ids are never those of root. */
  readonly facts: Partial<ImageFacts>;
  readonly platforms: readonly PlatformFacts[];
  /** Directories that the image makes writable on purpose, but that do not get an empty volume. */
  readonly kept: readonly KeptDirectory[];
}

/** The facts of a lock file entry, combined for all platforms. Undefined if it has none. */
export function ownFacts({ name, digest, resolved, facts }: LockedImage, file: string): OwnFacts | undefined {
  if (!facts || facts.platforms.length === 0) {
    return undefined;
  }
  const { platforms } = facts;
  const { empty, copied, kept } = writableDirectories(platforms);
  const ids = certain(platforms, idsOf);
  const imageUser = certain(platforms, declaredUser);
  const known: Partial<ImageFacts> = {
    ...ids,
    imageUser,
    stepsDownWith: ids && certain(platforms, ({ leavesRoot }) => leavesRoot?.with),
    isForOwnArgs: ids && platforms.some(({ leavesRoot }) => leavesRoot?.otherArgs !== undefined) ? true : undefined,
    switchVariables: ids && certain(platforms, ({ leavesRoot }) => leavesRoot?.variables),
    needsRoot: certain(platforms, failure),
    workingDir: certain(platforms, ({ workdir }) => workdir),
    writablePaths: facts.read === 'files' ? [...empty.map(emptyPath), ...copied.map(copiedPath)].sort(byPath) : undefined,
    ports: certain(platforms, ({ ports }) => ports),
    fileCapabilities: certain(platforms, fileCapabilities),
    hint: ids || imageUser !== 'root' ? undefined : certain(platforms, rootHint),
  };
  return {
    name: familiarName(name),
    source: `${file}, of ${resolved}, ${digest.slice(0, SHOWN_DIGEST)}`,
    facts: Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    platforms,
    kept,
  };
}

function emptyPath(path: string): KnownPath {
  return { path, kind: 'empty', isDeclared: true };
}

function copiedPath({ path, hasFiles }: CopiedDirectory): KnownPath {
  return { path, kind: 'seeded', ...hasFiles && { isData: true }, isDeclared: true };
}

function byPath({ path: one }: KnownPath, { path: other }: KnownPath): number {
  return one < other ? -1 : 1;
}

/** Number of characters of a digest that are enough to find it in the file, with `sha256:`. */
export const SHOWN_DIGEST = 'sha256:'.length + 12;

/** The fact that all platforms share; undefined if a platform differs or lacks it. */
function certain<T>([first, ...others]: readonly PlatformFacts[], pick: (facts: PlatformFacts) => T | undefined): T | undefined {
  const value = pick(first);
  return others.every((other) => isSameJson(pick(other), value)) ? value : undefined;
}

/** The ids of the program, if they are not those of root, and if the start as that user certainly works. */
function idsOf({ leavesRoot, uid, gid }: PlatformFacts): Pick<ImageFacts, 'uid' | 'gid'> | undefined {
  const ids = leavesRoot ?? (uid === undefined ? undefined : { uid, gid });
  return !ids || ids.uid === 0 || leavesRoot?.asUser ? undefined : { uid: ids.uid, ...ids.gid && { gid: ids.gid } };
}

/** Why the image only starts as root. */
function failure({ leavesRoot }: PlatformFacts): string | undefined {
  return leavesRoot?.asUser === 'fails'
    ? `its start script switches to the user ${leavesRoot.uid} with ${leavesRoot.with}, which needs root even for the same user`
    : undefined;
}

/** The kind of USER. The kubelet only accepts a number before the colon. Container runtimes refuse a number that is too large. */
function declaredUser({ user, uid }: PlatformFacts): ImageFacts['imageUser'] {
  const isNumber = user !== undefined && /^\d+(?::|$)/.test(user);
  if (user === undefined || uid === 0) {
    return 'root';
  }
  if (!isNumber) {
    return 'name';
  }
  return uid === undefined ? undefined : 'numeric';
}

/** The capabilities of the programs that the image may start. */
function fileCapabilities({ program, capabilities = {}, cmd = [], starts }: PlatformFacts): readonly string[] | undefined {
  // Facts of version 1 have no `starts`. A start script has no capabilities, so the program in CMD counted.
  const isStarted = (path: string) => program?.interpreter === undefined
    ? path === program?.path
    : cmd.length > 0 && (path === cmd[0] || path.endsWith(`/${cmd[0]}`));
  const paths = starts ?? Object.keys(capabilities).filter(isStarted);
  const names = new Set(paths.flatMap((path) => capabilities[path] ?? []));
  return names.size === 0 ? undefined : [...names].sort();
}

/** Advice for an image that starts as root and stays root: the users that a person can choose. */
function rootHint(facts: PlatformFacts): string {
  const { accounts = [], directories = [], leavesRoot } = facts;
  const owners = directories.flatMap(({ path, reasons, found }) =>
    reasons.includes('volume') && found && found.uid !== 0 ? `${path} belongs to ${found.uid}:${found.gid}` : []);
  const users = accounts.map(({ name, uid, gid, owns }) => `${name} (${uid}:${gid}${owns ? `, owns ${owns}` : ''})`).join(', ');
  const start = leavesRoot ? stepDownHint(leavesRoot) : 'It starts as root, and its start script changes to no other user that is certain';
  return [start, ...users ? [`its users are ${users}`] : [], ...owners].join('; ');
}

function stepDownHint({ asUser, uid, gid, with: program }: StepDown): string {
  return asUser === 'fails'
    ? `Write the program as \`command\`, without its start script or ${program}, with `
      + `\`runAsUser: ${uid}\` and \`runAsGroup: ${gid || uid}\``
    : `It starts as root, and changes to the user ${uid} with ${program}. As that user its start script may fail, as it does what only `
      + `root may: try \`runAsUser: ${uid}\`, or write the program as \`command\``;
}
