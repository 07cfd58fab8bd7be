/*
 * An image that is mounted as a volume is named by its content.
 *
 * Restricted fields: spec.volumes[*].image.reference
 * Allowed values:    with @sha256: and 64, or @sha512: and 128, lower hex digits
 */
import { isPinned } from '../../manifest/image';
import { asObject, isObject } from '../../manifest/json';
import { always, at, PodControl } from '../control';
import { everyEntry } from '../entries';

export const imageVolumes: PodControl = {
  id: 'image-volumes',
  title: 'Image volumes with a digest',
  level: 'hardened',
  severity: 'error',
  why: 'Whoever can push to the registry puts files of their choice into the running container, past every check of its own image.',
  remedy: 'append `@sha256:<digest>`, which `crane digest IMAGE` prints',
  checks: always((pod) => everyEntry(pod.volumes, (volume, index) => {
    const { image } = asObject(volume);
    return isObject(image) && !isPinned(image.reference) ? at(pod, ['volumes', index, 'image', 'reference']) : undefined;
  })),
};
