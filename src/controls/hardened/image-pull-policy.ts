/*
 * A tag is looked up in the registry at every start.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].imagePullPolicy
 * Allowed values:    Always; any, and undefined, where the image has a digest
 *
 * Undefined is Always for `latest` and IfNotPresent for every other tag: whoever changes the tag changes the policy with
 * it, so it has to be written down.
 */
import { isPinned } from '../../manifest/image';
import { fillIn } from '../../manifest/json';
import { always, at, everyContainer, fixEveryContainer, PodControl } from '../control';

export const imagePullPolicy: PodControl = {
  id: 'image-pull-policy',
  title: 'Images pulled at every start',
  level: 'hardened',
  severity: 'warning',
  why: 'From its own store a node runs an old image under a tag that has moved, and lends private images to pods without the credentials.',
  remedy: 'write `imagePullPolicy: Always`, or pin the image by its digest',
  checks: always(everyContainer((container) => container.json.imagePullPolicy === 'Always' || isPinned(container.json.image)
    ? undefined
    : at(container, ['imagePullPolicy']))),
  fix: fixEveryContainer(({ json }) => {
    if (!isPinned(json.image)) {
      fillIn(json, { imagePullPolicy: 'Always' });
    }
  }),
};
