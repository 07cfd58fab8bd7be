import { isPinned } from '../../manifest/image';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer } from '../violations';

export const imageDigest: PodControl = {
  id: 'image-digest',
  title: 'An image with a digest',
  level: 'hardened',
  severity: 'warning',
  why: 'Whoever can push to the registry can put another program under the same tag.',
  remedy: 'append `@sha256:<digest>`, which `crane digest IMAGE` prints',
  spec: {
    rules: [{ fields: [ofContainers('image')], allowed: 'with @sha256: and 64, or @sha512: and 128, lowercase hexadecimal digits' }],
  },
  checks: always(everyContainer((container) => isPinned(container.json.image) ? undefined : at(container, ['image']))),
};
