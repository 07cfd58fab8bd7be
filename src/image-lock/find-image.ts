import { lockName } from './lock-name';
import { LockedImage, LockedImages } from './locked-images';
import { Mirrors, mirroredBy } from '../images/mirrors';

/** The entry of an image: that of its own name, else that of the image which the user's mirror holds. */
export function lockedImage({ images }: LockedImages, image: unknown, mirrors: Mirrors = {}): LockedImage | undefined {
  const name = lockName(image);
  if (name === undefined) {
    return undefined;
  }
  return images.get(name) ?? images.get(lockName(mirroredBy(name, mirrors)) ?? '');
}
