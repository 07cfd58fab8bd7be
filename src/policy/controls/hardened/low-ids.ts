import { ContainerView } from '../../../formats/manifest/pod';
import { seedName } from '../../../knowledge/writable-paths/container-paths';
import { Context } from '../../context/context';
import { Choices } from '../../settings/choices';
import { Find } from '../check';
import { everyEffective, effectiveIdentity } from '../effective';
import { knownImage } from '../known-images';
import { both } from '../violations';

/** The highest id that distributions and their packages use for their own accounts. */
const HIGHEST_SYSTEM_ID = 10000;

/** The note of both controls about ids of images. */
export const OF_IMAGE = 'An image that is built for one user often does not work with another. So the control accepts the id of the image, '
  + 'from docs/reference/images.md, a Dockerfile or a preset, without a waiver. If you add a waiver for this id, it becomes an exception '
  + 'for scanners.';

/**
 * The check that no container runs with an id that an account on the node may have, unless its image is built for this id. Other controls
 * report root and missing ids. A pod with a user namespace has high ids on the node, so it passes.
 *
 * @param id the id of the control. Its waiver can also cover an id that the image is built for, because scanners report it.
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

/** For a seed, the container whose files it copies, because the seed runs as the same user; otherwise the container itself. */
function seeded(container: ContainerView): ContainerView {
  const { list, name, pod } = container;
  return (list === 'initContainers' && pod.containers.find((other) => seedName(other.name) === name)) || container;
}

/** Whether the id is from the image of a container, or from its preset or Dockerfile. */
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
