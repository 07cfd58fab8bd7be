import { isPinned } from '../../manifest/image';
import { isObject } from '../../manifest/json';
import { always, PodControl } from '../control';
import { at, everyVolume } from '../violations';

export const imageVolumes: PodControl = {
  id: 'image-volumes',
  title: 'Image volumes with a digest',
  level: 'hardened',
  severity: 'error',
  why: 'Whoever can push to the registry can put any files into the running container, past every check of its own image.',
  remedy: 'append `@sha256:<digest>`, which `crane digest IMAGE` prints',
  spec: {
    rules: [{
      fields: ['spec.volumes[*].image.reference'],
      allowed: 'with @sha256: and 64, or @sha512: and 128, lowercase hexadecimal digits',
    }],
  },
  checks: always(everyVolume((volume, index, pod) => {
    const { image } = volume;
    return isObject(image) && !isPinned(image.reference) ? at(pod, ['volumes', index, 'image', 'reference']) : undefined;
  })),
};
