/*
 * The image is named by its content.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].image
 * Allowed values:    with @sha256: and 64, or @sha512: and 128, lower hex digits
 */
import { isPinned } from '../../manifest/image';
import { always, at, everyContainer, PodControl } from '../control';

export const imageDigest: PodControl = {
  id: 'image-digest',
  title: 'An image with a digest',
  level: 'hardened',
  severity: 'warning',
  why: 'Whoever can push to the registry can put another program under the same tag.',
  remedy: 'append `@sha256:<digest>`, which `crane digest IMAGE` prints',
  checks: always(everyContainer((container) => isPinned(container.json.image) ? undefined : at(container, ['image']))),
};
