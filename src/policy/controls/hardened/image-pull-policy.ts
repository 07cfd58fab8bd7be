import { isPinned, PINNED } from '../../../formats/manifest/image';
import { fillIn } from '../../../formats/manifest/json';
import { API_SERVER_FILLS_IN_FIRST } from '../admission';
import { celMatches } from '../cel';
import { always, PodControl } from '../control';
import { CEL_IMAGE } from './image-digest';
import { ofContainers } from '../specification';
import { at, everyContainer, fixEveryContainer } from '../violations';

export const imagePullPolicy: PodControl = {
  id: 'image-pull-policy',
  title: 'Images pulled at every start',
  level: 'hardened',
  risk: 'low',
  riskNote: 'kube-score rates it critical. It matters if untrusted pods share a node and its images; a digest gives the same guarantee.',
  why: 'Otherwise, a node can run an old image of a tag, and pods without pull credentials can use private images of the node.',
  remedy: 'write `imagePullPolicy: Always`, or pin the image by its digest',
  remedyInCode: 'set `imagePullPolicy: ImagePullPolicy.ALWAYS`, or pin the image by its digest',
  spec: {
    rules: [{ fields: [ofContainers('imagePullPolicy')], allowed: 'Always; anything, and undefined, if the image has a digest' }],
    notes: ['Undefined means Always for the tag latest and IfNotPresent for other tags. A change of the tag would also change the policy, '
      + 'so it must be explicit.'],
  },
  admission: [{
    each: 'container',
    violates: `c.?imagePullPolicy.orValue('') != 'Always' && !${celMatches(CEL_IMAGE, PINNED)}`,
    value: 'c.?imagePullPolicy.orValue(\'\')',
  }],
  reads: { fields: ['containers[*].image', 'containers[*].imagePullPolicy'] },
  checks: always(everyContainer((container) => container.json.imagePullPolicy === 'Always' || isPinned(container.json.image)
    ? undefined
    : at(container, ['imagePullPolicy']))),
  // An image that image-digest pins needs no policy. The init containers of seeded-paths do.
  after: ['image-digest', 'seeded-paths'],
  filling: API_SERVER_FILLS_IN_FIRST,
  fix: fixEveryContainer(({ json }) => {
    if (!isPinned(json.image)) {
      fillIn(json, { imagePullPolicy: 'Always' });
    }
  }),
};
