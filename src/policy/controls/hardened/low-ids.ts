import { ContainerView } from '../../../formats/manifest/pod';
import { seedName } from '../../../knowledge/writable-paths/container-paths';
import { Choices } from '../../../policy/settings/choices';
import { Context } from '../../context/context';
import { Find } from '../check';
import { everyEffective, effectiveIdentity } from '../effective';
import { knownImage } from '../known-images';
import { both } from '../violations';

/** Distributions and their packages use ids up to this one for their own accounts. */
const HIGHEST_SYSTEM_ID = 10000;

/** The note of both controls about ids of images. */
export const OF_IMAGE = 'An image that is built for one user often works with no other. So its own id is accepted: that of docs/reference/images.md for the container\'s image, of a Dockerfile, or of a preset. A waiver that names it, which nothing else needs, makes an exception from it for scanners.';

/**
 * The check that no container runs with an id that an account of the node may have, unless its image is built for that id. Other controls
 * report root's 0 and an absent id. In a pod with a user namespace every id is a high one on the node.
 *
 * @param id of the control. A waiver of it can also name an id that its image is built for: scanners report that, too.
 * @param field the field of the security context
 */
export function lowIds(id: string, field: 'runAsUser' | 'runAsGroup'): Find {
  const isLowId = (container: ContainerView, context: Context, isExpected: boolean) => {
    const value = container.effective(field);
    return !container.pod.hasUserNamespace && isLow(value) && isOfImage(field, value, seeded(container), context.choices) === isExpected;
  };
  const wrong = everyEffective(field, (container, context) => isLowId(container, context, false));
  const expected = everyEffective(field, (container, context) => isLowId(container, context, true), true);
  return (pod, context) => {
    const own = context.notes.isWaived && expected(pod, context);
    return own && context.notes.isWaived!(id) ? both(wrong(pod, context), own) : wrong(pod, context);
  };
}

function isLow(id: unknown): id is number {
  return typeof id === 'number' && id !== 0 && id <= HIGHEST_SYSTEM_ID;
}

/** The container that an init container copies files for, as the same user; else the container itself. */
function seeded(container: ContainerView): ContainerView {
  const { list, name, pod } = container;
  return (list === 'initContainers' && pod.containers.find((other) => seedName(other.name) === name)) || container;
}

/** Whether the image of a container, or a preset or Dockerfile for it, has this id. */
function isOfImage(field: 'runAsUser' | 'runAsGroup', id: number, container: ContainerView, choices: Choices): boolean {
  const { containers, pod } = choices.identitySources;
  if ((containers[container.name] ?? pod) === 'image') {
    const { user, group } = effectiveIdentity(container, choices);
    if (id === (field === 'runAsUser' ? user : group)) {
      return true;
    }
  }
  const facts = knownImage(container, choices)?.facts;
  return facts !== undefined && id === (field === 'runAsUser' ? facts.uid : facts.gid ?? facts.uid);
}
