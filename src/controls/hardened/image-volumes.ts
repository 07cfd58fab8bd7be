import { isPinned } from '../../manifest/image';
import { always, PodControl } from '../control';
import { volumeImagesOf } from '../image-places';
import { pin, unpinned } from '../locked-images';
import { everyEntry } from '../violations';

export const imageVolumes: PodControl = {
  id: 'image-volumes',
  title: 'Image volumes with a digest',
  level: 'hardened',
  severity: 'error',
  why: 'Whoever can push to the registry can put any files into the running container, past every check of its own image.',
  remedy: 'append `@sha256:<digest>`, which `cdk8s-hardened lock` finds out',
  spec: {
    rules: [{
      fields: ['spec.volumes[*].image.reference'],
      allowed: 'with @sha256: and 64, or @sha512: and 128, lowercase hexadecimal digits',
    }],
  },
  checks: always((pod, settings) => pod.volumes.length === 0 ? undefined : everyEntry(volumeImagesOf(pod), (place) => (
    isPinned(place.json.reference) ? undefined : unpinned(place, settings)))),
  isRequested: ({ imageLock }) => imageLock !== undefined,
  amends: true,
  fixesWindows: true,
  fix: pin(volumeImagesOf),
};
