import { at, Check, NONE, Violation, Violations } from './control';
import { isAbsent } from '../manifest/json';

/** Up to here distributions and their packages give ids to accounts of their own. */
const HIGHEST_SYSTEM_ID = 10000;

/**
 * The check that no container runs with an id that an account of the node may have. Root's 0, and an absent id, are the
 * business of other controls. An id that containers inherit is found once, at the pod.
 *
 * @param field the field of the security context
 */
export function lowIds(field: 'runAsUser' | 'runAsGroup'): Check {
  const path = ['securityContext', field];
  return (pod): Violations => {
    if (pod.hasUserNamespace) {
      return NONE;
    }
    let found: Violation[] | undefined;
    let isInherited = false;
    for (const container of pod.containers) {
      const own = container.securityContext[field];
      isInherited ||= isAbsent(own);
      if (isLow(own)) {
        (found ??= []).push(at(container, path));
      }
    }
    if (isInherited && isLow(pod.securityContext[field])) {
      (found ??= []).unshift(at(pod, path));
    }
    return found ?? NONE;
  };
}

function isLow(id: unknown): boolean {
  return typeof id === 'number' && id !== 0 && id <= HIGHEST_SYSTEM_ID;
}
