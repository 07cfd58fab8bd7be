import { lockName } from './lock-name';
import { LockedImage, LockedImages } from './locked-images';
import { groupBy } from '../../formats/manifest/group-by';
import { isPinned, parseImage, repositoryOf } from '../../formats/manifest/image';
import { oncePer } from '../../formats/manifest/once-per';
import { Mirrors, mirroredBy } from '../images/mirrors';

/** The entry of an image, by its name, or else by the name of the image behind the user's mirror. */
export function lockedImage({ images }: LockedImages, image: unknown, mirrors: Mirrors = {}): LockedImage | undefined {
  const name = lockName(image);
  if (name === undefined) {
    return undefined;
  }
  return images.get(name) ?? images.get(lockName(mirroredBy(name, mirrors)) ?? '');
}

/** The entries with any tag of an image's repository; empty if there are none. */
export function lockedTags(lock: LockedImages, image: string, mirrors: Mirrors = {}): readonly LockedImage[] {
  const own = repositoryOf(image);
  const tags = tagsOf(lock);
  return tags.get(own) ?? tags.get(repositoryOf(mirroredBy(own, mirrors))) ?? NONE;
}

const NONE: readonly LockedImage[] = Object.freeze([]);

/** Whether an image has a digest and no tag, so that its version is unknown. */
export function isWithoutTag(image: unknown): image is string {
  return isPinned(image) && parseImage(image as string).tag === undefined;
}

/** Entries by repository. */
const tagsOf = oncePer(({ images }: LockedImages) => groupBy(images.values(), ({ name }) => repositoryOf(name)));
