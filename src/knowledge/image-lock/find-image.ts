import { lockName } from './lock-name';
import { LockedImage, LockedImages } from './locked-images';
import { groupBy } from '../../formats/manifest/group-by';
import { isPinned, parseImage, repositoryOf } from '../../formats/manifest/image';
import { Mirrors, mirroredBy } from '../images/mirrors';

/** The entry of an image, by its own name or else by the name of the image that the user's mirror has under this name. */
export function lockedImage({ images }: LockedImages, image: unknown, mirrors: Mirrors = {}): LockedImage | undefined {
  const name = lockName(image);
  if (name === undefined) {
    return undefined;
  }
  return images.get(name) ?? images.get(lockName(mirroredBy(name, mirrors)) ?? '');
}

/** The entries with any tag from the repository of an image; empty if the lock file has none. */
export function lockedTags(lock: LockedImages, image: string, mirrors: Mirrors = {}): readonly LockedImage[] {
  const own = repositoryOf(image);
  const tags = tagsOf(lock);
  return tags.get(own) ?? tags.get(repositoryOf(mirroredBy(own, mirrors))) ?? NONE;
}

const NONE: readonly LockedImage[] = Object.freeze([]);

/** Whether an image names its content and no tag, so that it could be any of its repository. */
export function isWithoutTag(image: unknown): image is string {
  return isPinned(image) && parseImage(image as string).tag === undefined;
}

/** Entries by repository, once for each lock: many images are looked up. */
function tagsOf(lock: LockedImages): ReadonlyMap<string, readonly LockedImage[]> {
  const tags = known.get(lock) ?? groupBy(lock.images.values(), ({ name }) => repositoryOf(name));
  known.set(lock, tags);
  return tags;
}

const known = new WeakMap<LockedImages, ReadonlyMap<string, readonly LockedImage[]>>();
