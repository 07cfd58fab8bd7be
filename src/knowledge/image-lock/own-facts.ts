import { PlatformFacts } from './facts/image-facts';
import { familiarName } from './lock-name';
import { LockedImage } from './locked-images';
import { writableDirectories, KeptDirectory } from './writable-directories';
import { isSameJson } from '../../formats/manifest/json';
import { ImageFacts } from '../images/known-image';

/** Facts from an image itself, in the form of the families' facts. */
export interface OwnFacts {
  /** Such as `registry.example/cart:2.1`. */
  readonly name: string;
  /** The lock file, the day on which the registry was asked, and the digest. */
  readonly source: string;
  /** The facts that are the same on all platforms. Never root's ids. */
  readonly facts: Partial<ImageFacts>;
  readonly platforms: readonly PlatformFacts[];
  /** Directories that are made to be written, where no empty volume is filled in. */
  readonly kept: readonly KeptDirectory[];
}

/** The combined facts of an entry of a lock file. Undefined if it has none. */
export function ownFacts({ name, digest, resolved, facts }: LockedImage, file: string): OwnFacts | undefined {
  if (!facts || facts.platforms.length === 0) {
    return undefined;
  }
  const { platforms } = facts;
  const { paths, kept } = writableDirectories(platforms);
  const ids = certain(platforms, idsOf);
  const imageUser = certain(platforms, declaredUser);
  const known: Partial<ImageFacts> = {
    ...ids,
    imageUser,
    stepsDownWith: ids && certain(platforms, ({ leavesRoot }) => leavesRoot?.with),
    workingDir: certain(platforms, ({ workdir }) => workdir),
    writablePaths: facts.read === 'files' ? paths.map((path) => ({ path, kind: 'empty', isDeclared: true })) : undefined,
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

/** `sha256:` and enough digits to find it in the file. */
export const SHOWN_DIGEST = 'sha256:'.length + 12;

/** The fact that all platforms agree on; undefined if one differs or does not have it. */
function certain<T>([first, ...others]: readonly PlatformFacts[], pick: (facts: PlatformFacts) => T | undefined): T | undefined {
  const value = pick(first);
  return others.every((other) => isSameJson(pick(other), value)) ? value : undefined;
}

/** The ids that the program runs as, if they are not root's, and if it starts as that user, too. */
function idsOf(facts: PlatformFacts): Pick<ImageFacts, 'uid' | 'gid'> | undefined {
  const { leavesRoot, uid, gid } = facts;
  const ids = leavesRoot ?? (uid === undefined ? undefined : { uid, gid });
  return !ids || ids.uid === 0 || needsRoot(facts) ? undefined : { uid: ids.uid, ...ids.gid && { gid: ids.gid } };
}

/** Whether ENTRYPOINT or CMD itself changes the user, as only root may. A script usually does so only if it starts as root. */
function needsRoot({ leavesRoot, entrypoint = [], cmd = [] }: PlatformFacts): boolean {
  return leavesRoot !== undefined && [...entrypoint, ...cmd].some((word) => word.slice(word.lastIndexOf('/') + 1) === leavesRoot.with);
}

/** A kubelet reads a number, and no name, from the text before the colon. */
function declaredUser({ user, uid }: PlatformFacts): ImageFacts['imageUser'] {
  return user === undefined || uid === 0 ? 'root' : /^\d+(?::|$)/.test(user) ? 'numeric' : 'name';
}

/** Capabilities of the file that starts. A start script has none, so it uses the capabilities of the program in CMD. */
function fileCapabilities({ program, capabilities = {}, cmd = [] }: PlatformFacts): readonly string[] | undefined {
  const isStarted = (path: string) => program?.interpreter === undefined
    ? path === program?.path
    : cmd.length > 0 && (path === cmd[0] || path.endsWith(`/${cmd[0]}`));
  const path = Object.keys(capabilities).find(isStarted);
  return path === undefined ? undefined : capabilities[path];
}

/** What a person can choose from, for an image that starts as root and stays that. */
function rootHint(facts: PlatformFacts): string {
  const { accounts = [], directories = [], leavesRoot } = facts;
  const owners = directories.flatMap(({ path, reasons, found }) =>
    reasons.includes('volume') && found && found.uid !== 0 ? `${path} belongs to ${found.uid}:${found.gid}` : []);
  const users = accounts.map(({ name, uid, gid }) => `${name} (${uid}:${gid})`).join(', ');
  const start = leavesRoot
    ? `It starts as root, and changes to the user ${leavesRoot.uid} with ${leavesRoot.with}, as only root may: start its program without that as runAsUser ${leavesRoot.uid}`
    : 'It starts as root, and its start script changes to no other user that is certain';
  return [start, ...users ? [`its users are ${users}`] : [], ...owners].join('; ');
}
