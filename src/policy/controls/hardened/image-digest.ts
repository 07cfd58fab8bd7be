import { isMissing, isPinned, PINNED } from '../../../formats/manifest/image';
import { ofField } from '../causes';
import { celMatches } from '../cel';
import { always, PodControl } from '../control';
import { imageOf } from '../image-places';
import { appendDigests, unpinned } from '../locked-images';
import { ofContainers } from '../specification';
import { everyContainer } from '../violations';

/** The image of a container, in CEL. */
export const CEL_IMAGE = 'c.?image.orValue(\'\')';

export const imageDigest: PodControl = {
  id: 'image-digest',
  title: 'An image with a digest',
  level: 'hardened',
  risk: 'low',
  why: 'Anyone who can push to the registry can replace the image of a tag.',
  remedy: 'append `@sha256:<digest>`; `cdk8s-hardened lock` looks it up',
  cause: ofField,
  spec: {
    rules: [{ fields: [ofContainers('image')], allowed: 'with @sha256: and 64, or @sha512: and 128, lowercase hexadecimal digits' }],
    notes: ['With a lock file the digest of its tag is appended.'],
  },
  admission: [{ each: 'container', violates: `${CEL_IMAGE} != '' && !${celMatches(CEL_IMAGE, PINNED)}`, value: CEL_IMAGE }],
  // The control image-tag reports a missing image.
  reads: { fields: ['containers[*].image'] },
  checks: always(everyContainer((container, context) => isPinned(container.json.image) || isMissing(container.json.image)
    ? undefined
    : unpinned(imageOf(container), context.choices))),
  isRequested: true,
  amends: true,
  filling: { because: 'the digests are in a lock file' },
  fixesWindows: true,
  fix: appendDigests(({ containers }) => containers.map(imageOf)),
};
