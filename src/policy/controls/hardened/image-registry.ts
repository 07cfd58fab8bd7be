import { isFrom, repositoryOf } from '../../../formats/manifest/image';
import { always, PodControl } from '../control';
import { imagesOf } from '../image-places';
import { ofContainers } from '../specification';
import { at, everyEntry } from '../violations';

export const imageRegistry: PodControl = {
  id: 'image-registry',
  title: 'Images from allowed registries',
  level: 'hardened',
  risk: 'high',
  why: 'An image from another registry may be unreviewed code, for example because of a typo in its name.',
  remedy: 'copy the image to an allowed registry, and use that copy; or add its registry to `allowedRegistries`',
  spec: {
    rules: [{
      fields: [ofContainers('image'), 'spec.volumes[*].image.reference'],
      allowed: 'from one of `allowedRegistries` of the settings file or of `setDefaults`',
    }],
    notes: ['The control needs `allowedRegistries`. An image without a registry belongs to `docker.io`, as for container runtimes.'],
  },
  admission: { because: 'it parses image names as container runtimes do, for example `nginx` as `docker.io/library/nginx`' },
  reads: { fields: ['containers[*].image', 'spec.volumes'] },
  checks: always((pod, { choices: { allowedRegistries: allowed } }) => allowed && everyEntry(imagesOf(pod), (place) => {
    const { json, field, owner, path } = place;
    const image = json[field];
    return typeof image !== 'string' || image === '' || isFrom(image, allowed)
      ? undefined : at(owner, path, `it is ${repositoryOf(image)}, and allowed are ${allowed.join(', ') || 'none'}`);
  })),
};
