import { isMissing, isVersion, PINNED } from '../../../formats/manifest/image';
import { ContainerView } from '../../../formats/manifest/pod';
import { ofField } from '../causes';
import { celMatches } from '../cel';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { CEL_IMAGE } from './image-digest';
import { ofContainers } from '../specification';
import { at, everyContainer } from '../violations';

const TAGGED = /^[^@\s]*[^@\s:\/]:\w[\w.-]{0,127}(?:@[^:@\s]+:[^:@\s]+)?$/;
const LATEST = /:latest(?:@.*)?$/;

export const imageTag: PodControl = {
  id: 'image-tag',
  title: 'An image with a fixed tag',
  level: 'hardened',
  risk: 'medium',
  failsHardenedKinds: true,
  why: 'With `latest`, or without a tag, each start of a pod can run another version, and you cannot roll back.',
  remedy: 'use the tag of a version, such as `registry.example/app:1.2.3`',
  cause: ofField,
  spec: {
    rules: [{ fields: [ofContainers('image')], allowed: 'with a tag other than latest, or with a digest' }],
  },
  admission: [{
    each: 'container',
    violates: `!(${celMatches(CEL_IMAGE, PINNED)}) && (!${celMatches(CEL_IMAGE, TAGGED)} || ${celMatches(CEL_IMAGE, LATEST)})`,
    value: CEL_IMAGE,
  }],
  reads: { fields: ['containers[*].image'] },
  checks: always(everyContainer((container) => {
    const { image } = container.json;
    if (isVersion(image)) {
      return undefined;
    }
    return isMissing(image) ? missing(container) : at(container, ['image']);
  })),
};

function missing(container: ContainerView): Violation {
  return {
    ...at(container, ['image'], undefined, 'write the image with its version, such as `registry.example/app:1.2.3`'),
    refusedBy: 'api-server',
  };
}
