import { isVersion } from '../../manifest/image';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer } from '../violations';

export const imageTag: PodControl = {
  id: 'image-tag',
  title: 'An image with a fixed tag',
  level: 'hardened',
  severity: 'error',
  why: 'With `latest`, or no tag, every start of a pod may run another program, and there is nothing to roll back to.',
  remedy: 'name a version, such as `registry.example/app:1.2.3`',
  spec: {
    rules: [{ fields: [ofContainers('image')], allowed: 'with a tag other than latest, or with a digest' }],
  },
  checks: always(everyContainer((container) => isVersion(container.json.image) ? undefined : at(container, ['image']))),
};
