import { isFrom, repositoryOf } from '../../../formats/manifest/image';
import { always, PodControl } from '../control';
import { imagesOf } from '../image-places';
import { ofContainers } from '../specification';
import { at, everyEntry } from '../violations';

export const imageRegistry: PodControl = {
  id: 'image-registry',
  title: 'Images from registries that are allowed',
  level: 'hardened',
  risk: 'high',
  why: 'An image from another registry may be code that no one chose: a name with a typo, or the image of a stranger.',
  remedy: 'copy the image to an allowed registry, and name it there; or add its registry to `allowedRegistries`',
  spec: {
    rules: [{
      fields: [ofContainers('image'), 'spec.volumes[*].image.reference'],
      allowed: 'from one of `allowedRegistries` of the settings file or of `setDefaults`',
    }],
    notes: ['Only with `allowedRegistries`. An image without a registry is one of `docker.io`, as container runtimes read it by default.'],
  },
  admission: { because: 'it reads the names of images as container runtimes do, such as `nginx` as one of `docker.io/library`' },
  reads: { fields: ['containers[*].image', 'spec.volumes'] },
  checks: always((pod, { choices: { allowedRegistries: allowed } }) => allowed && everyEntry(imagesOf(pod), (place) => {
    const { json, field, owner, path } = place;
    const image = json[field];
    return typeof image !== 'string' || image === '' || isFrom(image, allowed)
      ? undefined : at(owner, path, `it is ${repositoryOf(image)}, and allowed are ${allowed.join(', ') || 'none'}`);
  })),
};
