import { firstOf } from '../../../formats/manifest/first-of';
import { isPinned, parseImage, repositoryOf } from '../../../formats/manifest/image';
import { ageProblem } from '../../../knowledge/image-lock/age';
import { isWithoutTag, lockedTags } from '../../../knowledge/image-lock/find-image';
import { lockName } from '../../../knowledge/image-lock/lock-name';
import { LockedImage } from '../../../knowledge/image-lock/locked-images';
import { Choices } from '../../settings/choices';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ImagePlace, imagesOf } from '../image-places';
import { lockedBy, withDigest } from '../locked-images';
import { ofContainers } from '../specification';
import { at, everyEntry } from '../violations';

export const imageLock: PodControl = {
  id: 'image-lock',
  title: 'Images match the lock file',
  level: 'hardened',
  risk: 'medium',
  why: 'An image whose digest is not in a lock file, or was not updated for a long time, does not get fixes for vulnerabilities.',
  remedy: 'run `cdk8s-hardened lock`, and pin the image to the digest in the updated file',
  spec: {
    rules: [{
      fields: [ofContainers('image'), 'spec.volumes[*].image.reference'],
      allowed: 'with the digest of the tag in the lock file, from an entry that is not older than the maximum age and whose facts are '
        + 'about that digest',
    }],
    notes: ['The control needs a lock file. An image with a digest but without a tag must have the digest of a tag of its repository in '
      + 'the file.'],
  },
  admission: { because: 'the digests are in a lock file' },
  reads: { fields: ['containers[*].image', 'spec.volumes'] },
  checks: always((pod, { choices }) => choices.imageLock ? everyEntry(imagesOf(pod), (place) => notAsLocked(place, choices)) : undefined),
  overrideUnsafe: (pod, context) => {
    for (const { json, field } of context.choices.imageLock ? imagesOf(pod) : []) {
      const image = json[field];
      const entry = lockedBy(context.choices, image);
      if (entry && isPinned(image)) {
        json[field] = withDigest(image as string, entry);
      }
    }
  },
};

/** The finding on an image with another digest than the lock file. image-digest and image-volumes report images without a digest. */
function notAsLocked({ json, field, owner, path }: ImagePlace, choices: Choices): Found {
  const { lock: { file } } = choices.imageLock!;
  const image = json[field];
  if (isWithoutTag(image)) {
    return digestElsewhere({ owner, path }, image, choices);
  }
  const name = lockName(image);
  if (name === undefined) {
    return undefined;
  }
  const entry = lockedBy(choices, image);
  const renew = `run \`cdk8s-hardened lock --file ${file}\` with the paths of your manifests`;
  const digest = isPinned(image) ? parseImage(image as string).digest : undefined;
  if (!entry) {
    return digest === undefined ? undefined : at(owner, path, `${file} has no entry for ${name}`, renew);
  }
  if (digest !== undefined && digest !== entry.digest) {
    const orRenew = `; or, if the digest in the manifest is newer, ${renew}`;
    return {
      ...at(owner, path, `its digest differs from ${entry.digest}, which ${file} has for ${name}`),
      remedy: `remove the digest and run \`cdk8s-hardened harden --lock ${file}\`, which appends the digest from the lock file${orRenew}`,
      remedyInCode: {
        hardened: `remove the digest, so that the digest from the lock file is appended${orRenew}`,
        plain: `use the digest from the lock file${orRenew}`,
      },
    };
  }
  return outdated(entry, { owner, path }, renew, choices);
}

/** The finding on an image without a tag, whose entry is therefore unknown. */
function digestElsewhere({ owner, path }: Pick<ImagePlace, 'owner' | 'path'>, image: string, choices: Choices): Found {
  const { imageLock: locking, ownImages } = choices;
  const { lock } = locking!;
  const entries = lockedTags(lock, image, ownImages?.mirrors);
  const entry = entries.find(({ digest }) => digest === parseImage(image).digest);
  const renew = `write the tag, too, and run \`cdk8s-hardened lock --file ${lock.file}\` with the paths of your manifests`;
  if (!entry) {
    return at(owner, path, entries.length > 0
      ? `its digest differs from ${firstOf(entries.map(({ name, digest }) => `${digest}, which ${lock.file} has for ${name}`), MOST_TAGS)}`
      : `${lock.file} has no entry for ${repositoryOf(image)}`, renew);
  }
  return outdated(entry, { owner, path }, renew, choices);
}

/** The finding on an entry that is too old, or that has facts of another digest. */
function outdated(entry: LockedImage, { owner, path }: Pick<ImagePlace, 'owner' | 'path'>, renew: string, choices: Choices): Found {
  const { lock: { file }, maxAge } = choices.imageLock!;
  const problem = (maxAge && ageProblem(entry, maxAge))
    ?? (entry.staleFacts && `has facts about another digest, which are ignored: ${entry.staleFacts.digest}`);
  return problem !== undefined ? at(owner, path, `the entry of ${entry.name} in ${file} ${problem}`, renew)
    : entry.staleObservation && at(owner, path,
      `the entry of ${entry.name} in ${file} has another digest than its observation, which `
        + `is ignored: it is of ${entry.staleObservation.digest}`,
      `run \`cdk8s-hardened suggest-paths ${entry.name} --save --lock ${file}\`, or remove the observation`);
}

/** Maximum number of tags in a message. */
const MOST_TAGS = 3;
