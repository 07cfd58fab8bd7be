import { everyEffective } from '../effective';
import { Find } from '../violations';

/** Up to here distributions and their packages give ids to accounts of their own. */
const HIGHEST_SYSTEM_ID = 10000;

/**
 * The check that no container runs with an id that an account of the node may have. Root's 0, and an absent id, are the
 * business of other controls. In a pod with a user namespace every id is a high one on the node.
 *
 * @param field the field of the security context
 */
export function lowIds(field: 'runAsUser' | 'runAsGroup'): Find {
  return everyEffective(field, (container) => !container.pod.hasUserNamespace && isLow(container.effective(field)));
}

function isLow(id: unknown): boolean {
  return typeof id === 'number' && id !== 0 && id <= HIGHEST_SYSTEM_ID;
}
