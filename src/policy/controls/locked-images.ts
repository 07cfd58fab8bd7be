import { Fix, Violation } from './check';
import { ImagePlace, imagesOf } from './image-places';
import { at } from './violations';
import { isPinned, parseImage } from '../../formats/manifest/image';
import { PodView } from '../../formats/manifest/pod';
import { lockedImage } from '../../knowledge/image-lock/find-image';
import { DEFAULT_TAG, lockName } from '../../knowledge/image-lock/lock-name';
import { LockedImage } from '../../knowledge/image-lock/locked-images';
import { Choices } from '../settings/choices';

/** The entry of an image in the lock file; undefined if there is none. */
export function lockedBy({ imageLock, ownImages }: Choices, image: unknown): LockedImage | undefined {
  return imageLock && lockedImage(imageLock.lock, image, ownImages?.mirrors);
}

/** The violation of an image without a digest. With a lock file, the remedy explains how to use its digest. */
export function unpinned({ json, field, owner, path }: ImagePlace, choices: Choices): Violation {
  const { imageLock } = choices;
  const name = lockName(json[field]);
  if (!imageLock || name === undefined) {
    return at(owner, path);
  }
  const { file } = imageLock.lock;
  return lockedBy(choices, json[field]) ? {
    ...at(owner, path),
    remedy: `run \`cdk8s-hardened harden --lock ${file}\`, which appends the digest`,
    remedyInCode: 'use the hardened kind, or `Hardening.of(...).apply()`: both append the digest of the lock file',
  } : at(owner, path, undefined, `run \`cdk8s-hardened lock --file ${file}\` with the paths of your `
    + `manifests: the file has no entry for ${name}`);
}

/** A fix that appends digests from the lock file to images. Tags stay, for people and for the next update of the lock file. */
export function appendDigests(placesOf: (pod: PodView) => readonly ImagePlace[]): Fix {
  return (pod, context) => {
    for (const { json, field } of context.choices.imageLock ? placesOf(pod) : []) {
      const image = json[field];
      const entry = lockedBy(context.choices, image);
      if (entry && typeof image === 'string' && parseImage(image).digest === undefined) {
        json[field] = withDigest(image, entry);
      }
    }
  };
}

/** An image with the digest of its entry, in place of its own digest. */
export function withDigest(image: string, { digest }: LockedImage): string {
  const [name] = image.split('@');
  return `${name}${parseImage(image).tag === undefined ? `:${DEFAULT_TAG}` : ''}@${digest}`;
}

/** The images of a pod that have neither a digest nor an entry in the lock file. */
export function unlockedImages(pod: PodView, choices: Choices): readonly string[] {
  return unpinnedImages(pod, choices).flatMap((image) => lockedBy(choices, image) ? [] : lockName(image) ?? image);
}

/**
 * The images of a pod without a digest that have an entry in the lock file. They are in pods that a custom resource describes only in part,
 * which are not changed.
 */
export function keptImages(pod: PodView, choices: Choices): readonly string[] {
  return pod.part ? unpinnedImages(pod, choices).filter((image) => lockedBy(choices, image)) : [];
}

function unpinnedImages(pod: PodView, { imageLock }: Choices): readonly string[] {
  return imageLock ? imagesOf(pod).flatMap(({ json, field }) => {
    const image = json[field];
    return typeof image !== 'string' || isPinned(image) ? [] : image;
  }) : [];
}
