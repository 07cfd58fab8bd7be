import { ageProblem } from '../../image-lock/age';
import { lockName } from '../../image-lock/lock-name';
import { isPinned, parseImage } from '../../manifest/image';
import { Settings } from '../../settings/settings';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ImagePlace, imagesOf } from '../image-places';
import { lockedBy, withDigest } from '../locked-images';
import { ofContainers } from '../specification';
import { at, everyEntry } from '../violations';

export const imageLock: PodControl = {
  id: 'image-lock',
  title: 'Images as the lock file has them',
  level: 'hardened',
  severity: 'warning',
  why: 'A digest that no lock file has, or that nobody has asked for again in a long time, gets no fixes for vulnerabilities.',
  remedy: 'run `cdk8s-hardened lock`, and pin the image to the digest that the file has then',
  spec: {
    rules: [{ fields: [ofContainers('image'), 'spec.volumes[*].image.reference'], allowed: 'with the digest that the lock file has for the tag, from an entry that is not older than the maximum age' }],
    notes: ['Only with a lock file. An image with a digest and without a tag is not checked: it does not say what to ask for.'],
  },
  admission: { because: 'the digests are in a lock file' },
  checks: always((pod, settings) => settings.imageLock ? everyEntry(imagesOf(pod), (place) => notAsLocked(place, settings)) : undefined),
  override: (pod, settings) => {
    for (const { json, field } of settings.imageLock ? imagesOf(pod) : []) {
      const image = json[field];
      const entry = lockedBy(settings, image);
      if (entry && isPinned(image)) {
        json[field] = withDigest(image as string, entry);
      }
    }
  },
};

/** An image without a digest is for the controls image-digest and image-volumes. */
function notAsLocked({ json, field, owner, path }: ImagePlace, settings: Settings): Found {
  const { lock: { file }, maxAge } = settings.imageLock!;
  const image = json[field];
  const name = lockName(image);
  if (name === undefined) {
    return undefined;
  }
  const entry = lockedBy(settings, image);
  const renew = `run \`cdk8s-hardened lock --file ${file}\` with the paths of your manifests`;
  const digest = isPinned(image) ? parseImage(image as string).digest : undefined;
  if (!entry) {
    return digest === undefined ? undefined : at(owner, path, `${file} has no entry for ${name}`, renew);
  }
  if (digest !== undefined && digest !== entry.digest) {
    const orRenew = `; or, if this digest is the newer one, ${renew}`;
    return {
      ...at(owner, path, `it has another digest than ${file}, which has ${entry.digest} for ${name}`),
      remedy: `remove the digest and run \`cdk8s-hardened harden --lock ${file}\`, which appends that of the file${orRenew}`,
      remedyInCode: `remove the digest, so that the one of the file is appended${orRenew}`,
    };
  }
  const problem = maxAge && ageProblem(entry, maxAge);
  return problem === undefined ? undefined : at(owner, path, `the entry of ${name} in ${file} ${problem}`, renew);
}
