import { Find } from '../check';
import { everyEffective } from '../effective';

/** Distributions and their packages use ids up to this one for their own accounts. */
const HIGHEST_SYSTEM_ID = 10000;

/**
 * The check that no container runs with an id that an account of the node may have. Other controls report
 * root's 0 and an absent id. In a pod with a user namespace every id is a high one on the node.
 *
 * @param field the field of the security context
 */
export function lowIds(field: 'runAsUser' | 'runAsGroup'): Find {
  return everyEffective(field, (container) => !container.pod.hasUserNamespace && isLow(container.effective(field)));
}

function isLow(id: unknown): boolean {
  return typeof id === 'number' && id !== 0 && id <= HIGHEST_SYSTEM_ID;
}
