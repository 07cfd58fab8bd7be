/* Who the program of a Dockerfile's image is. */
import { readAccount } from './account-command';
import { DockerfileInstruction, DockerfileView, finalInstructions, finalStage, isUnknown, outerBase } from './dockerfile';
import { isAdministrator, isWindowsStage } from './windows';
import { idOf } from '../../manifest/ids';
import { parseImage } from '../../manifest/image';

/** The user that the image's program starts as. */
export interface ImageUser {
  readonly instruction: DockerfileInstruction;
  /** Name or number, as it is written; it may depend on a variable. */
  readonly user: string;
  readonly group?: string;
}

/** The last USER; undefined if the base image decides. */
export function userOf(view: DockerfileView): ImageUser | undefined {
  return lastUser(finalInstructions(view));
}

/** The last USER, and the last one that is kept for the images built on this one. */
export function usersOf(view: DockerfileView): readonly ImageUser[] {
  const kept = lastUser(finalStage(view).instructions.filter(({ isTrigger }) => isTrigger));
  return [userOf(view) ?? [], kept ?? []].flat();
}

/** A user and a group. The colon in `${UID:?}` does not separate them. The limit on variables keeps the search fast. */
const USER_AND_GROUP = /^((?:\$\{[^}]{0,256}\}|[^:])*)(?::(.*))?$/s;

function lastUser(instructions: readonly DockerfileInstruction[]): ImageUser | undefined {
  const instruction = instructions.filter(({ keyword }) => keyword === 'USER').pop();
  if (!instruction) {
    return undefined;
  }
  const [, user, group] = USER_AND_GROUP.exec(instruction.words[0])!;
  return { instruction, user, group };
}

/** Whether a user is a name, such as `root`: a kubelet cannot verify that a name is not root. */
export function isUserName(user: string): boolean {
  return user !== '' && !isUnknown(user) && idOf(user) === undefined;
}

/** A reference to a variable, which stays in a text if the value is unknown. The limit keeps the search fast. */
const REFERENCE = /\$(?:(\w+)|\{(\w+)([^}]{0,256})\})/g;

/** The variables in a text whose values are unknown. */
export function unknownVariables(text: string): readonly string[] {
  return [...text.matchAll(REFERENCE)].map(([, bare, braced]) => bare ?? braced);
}

const EMPTY_WITHOUT_VALUE = /^(?:$|:?[-+#%]|\/)/;

/** A text whose unknown variables are empty; undefined if the build then fails or may fail. */
export function withoutVariables(text: string): string | undefined {
  const rest = text.replace(REFERENCE, (reference, _, __, modifier = '') => EMPTY_WITHOUT_VALUE.test(modifier) ? '' : reference);
  return isUnknown(rest) ? undefined : rest;
}

/** By its tag. Source: https://github.com/GoogleContainerTools/distroless#why-should-i-use-distroless-images */
const NON_ROOT_TAG = /(?:^|[-_.])nonroot(?:[-_.]|$)/;

/** Whether the tag of the base image promises a non-root user. */
export function hasNonRootBase(view: DockerfileView): boolean {
  return NON_ROOT_TAG.test(parseImage(outerBase(view)).tag ?? '');
}

/** The uid of a user, by its number or its name; 0 for the administrator of Windows; undefined for a name without a known number. */
export type UidOf = (user: string) => number | undefined;

/** The uids of all users of a Dockerfile. Reads all its commands, so ask once. */
export function uidsOf(view: DockerfileView): UidOf {
  if (isWindowsStage(view)) {
    return (user) => isAdministrator(user) ? 0 : undefined;
  }
  const byName = uidsByName(view);
  return (user) => idOf(user) ?? (user === 'root' ? 0 : byName.get(user));
}

/** The uid that the program starts with; undefined if the Dockerfile does not say it. */
export function uidOf(view: DockerfileView): number | undefined {
  const user = userOf(view)?.user;
  return user === undefined ? undefined : uidsOf(view)(user);
}

/** The uids of the users that RUN makes; undefined for those without a number. */
function uidsByName(view: DockerfileView): ReadonlyMap<string, number | undefined> {
  const uids = new Map<string, number | undefined>();
  for (const command of finalInstructions(view).flatMap(({ commands }) => commands)) {
    const { name, uid, keepsUid } = readAccount(command) ?? {};
    if (name !== undefined && !keepsUid) {
      uids.set(name, uid);
    }
  }
  return uids;
}
