import { asString, JsonObject } from '../../../formats/manifest/json';
import { podsOf } from '../../../formats/manifest/workload';
import { knownOfImage } from '../../../policy/controls/known-images';
import { Settings } from '../../../policy/settings/settings';

/** A user that an image may run as. */
export interface ImageUser {
  readonly user: number;
  readonly group: number;
  /** Whose user it is, such as `postgres 17`, or its name in the image. */
  readonly name: string;
}

/** The controls whose findings a user of the image fixes, those that change most first. */
export const OF_USERS = ['run-as-non-root', 'run-as-user', 'non-root-uid-zero', 'image-root', 'image-user', 'user-id', 'group-id'];

/** The users of the image of a container that are not root: of what is known about it, and those that a lock file lists for a choice. */
export function imageUsers(object: JsonObject, container: string, settings: Settings): readonly ImageUser[] {
  const image = podsOf(object).flatMap((pod) => pod.containers).find(({ name }) => name === container)?.json.image;
  const known = asString(image) === undefined ? undefined : knownOfImage(image as string, settings);
  if (!known) {
    return [];
  }
  const { name, facts: { uid, gid = uid }, own } = known;
  const users = new Map<string, ImageUser>();
  const add = (each: ImageUser) => {
    const key = `${each.user}:${each.group}`;
    if (each.user !== 0 && !users.has(key)) {
      users.set(key, each);
    }
  };
  if (uid !== undefined) {
    add({ user: uid, group: gid!, name });
  }
  own?.platforms.flatMap(({ accounts = [] }) => accounts).forEach((each) => add({ user: each.uid, group: each.gid, name: each.name }));
  return [...users.values()];
}
