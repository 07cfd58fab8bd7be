import { isVersion, PINNED } from '../../manifest/image';
import { celMatches } from '../cel';
import { always, PodControl } from '../control';
import { IMAGE } from './image-digest';
import { ofContainers } from '../specification';
import { at, everyContainer } from '../violations';

const TAGGED = /^[^@\s]*[^@\s:\/]:\w[\w.-]{0,127}(?:@[^:@\s]+:[^:@\s]+)?$/;
const LATEST = /:latest(?:@.*)?$/;

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
  admission: [{
    each: 'container',
    violates: `!(${celMatches(IMAGE, PINNED)}) && (!${celMatches(IMAGE, TAGGED)} || ${celMatches(IMAGE, LATEST)})`,
    value: IMAGE,
  }],
  checks: always(everyContainer((container) => isVersion(container.json.image) ? undefined : at(container, ['image']))),
};
