import { isPinned, PINNED } from '../../../formats/manifest/image';
import { isObject } from '../../../formats/manifest/json';
import { celMatches } from '../cel';
import { always, PodControl } from '../control';
import { imageOfVolume, volumeImagesOf } from '../image-places';
import { appendDigests, unpinned } from '../locked-images';
import { everyVolume } from '../violations';

const REFERENCE = 'v.image.?reference.orValue(\'\')';

export const imageVolumes: PodControl = {
  id: 'image-volumes',
  title: 'Image volumes with a digest',
  level: 'hardened',
  risk: 'medium',
  failsHardenedKinds: true,
  why: 'Anyone who can push to the registry can put any files into the running container, and checks of the container\'s image do not find '
    + 'them.',
  remedy: 'append `@sha256:<digest>`; `cdk8s-hardened lock` looks it up',
  spec: {
    rules: [{
      fields: ['spec.volumes[*].image.reference'],
      allowed: 'with @sha256: and 64, or @sha512: and 128, lowercase hexadecimal digits',
    }],
  },
  admission: [{
    each: 'volume',
    violates: `has(v.image) && !${celMatches(REFERENCE, PINNED)}`,
    value: REFERENCE,
  }],
  reads: { needs: ['spec.volumes[*].image'] },
  checks: always(everyVolume(({ image }, index, pod, context) => isObject(image) && !isPinned(image.reference)
    ? unpinned(imageOfVolume(image, index, pod), context.choices)
    : undefined)),
  isRequested: true,
  amends: true,
  filling: { because: 'the digests are in a lock file' },
  fixesWindows: true,
  fix: appendDigests(volumeImagesOf),
};
