import { asString, isObject, JsonObject } from '../../../formats/manifest/json';
import { fromJsonPointer } from '../../../formats/manifest/paths';
import { ContainerView } from '../../../formats/manifest/pod';
import { objectsIn, podsOf } from '../../../formats/manifest/workload';
import { readDocuments } from '../../../formats/yaml/documents';
import { knownOfImage } from '../../../policy/controls/known-images';
import { Choices } from '../../../policy/settings/choices';
import { parseDocument } from '../../../tasks/audit/parsed-document';

/** A user that an image may run as. */
export interface ImageUserChoice {
  readonly user: number;
  readonly group: number;
  /** The source of the user, such as `postgres 17`, or its name in the image. */
  readonly name: string;
}

/** The controls whose findings a user of the image fixes, starting with those that change most. */
export const OF_USERS = ['run-as-non-root', 'run-as-user', 'non-root-uid-zero', 'image-root', 'image-user', 'user-id', 'group-id'];

/** The non-root users of a container's image: the known user, and the accounts that the lock file lists for a choice. */
export function imageUsers(object: JsonObject, container: string, choices: Choices): readonly ImageUserChoice[] {
  const image = containersNamed(object, container)[0]?.json.image;
  const known = asString(image) === undefined ? undefined : knownOfImage(image as string, choices);
  if (!known) {
    return [];
  }
  const { name, facts: { uid, gid = uid }, own } = known;
  const users = new Map<string, ImageUserChoice>();
  const add = (each: ImageUserChoice) => {
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

/** The container of a finding. */
export interface PlacedContainer {
  /** A JSON Pointer into its object. */
  readonly path: string;
  readonly container?: string;
}

/** Whether the text of a document sets a user for a container, either for the container itself or for its pod. */
export function runsAs(text: string, { path, container }: PlacedContainer, { user, group }: ImageUserChoice): boolean {
  const values = [...readDocuments([Buffer.from(text)])].map((source) => parseDocument(source).value);
  const value = values.find((each) => each !== null);
  const place = fromJsonPointer(path, value);
  const found = isObject(value) ? objectsIn(value).find((each) => each.path.every((step, index) => place[index] === step)) : undefined;
  const containers = found ? containersNamed(found.object, container!) : [];
  return containers.length > 0 && containers.every((each) =>
    each.effective('runAsUser') === user && each.effective('runAsGroup') === group);
}

function containersNamed(object: JsonObject, container: string): readonly ContainerView[] {
  return podsOf(object).flatMap((pod) => pod.containers).filter(({ name }) => name === container);
}
