import { at, Check, NONE, Violation, Violations } from './control';
import { isAbsent, Path } from '../manifest/json';

/**
 * The check of one field wherever a security context can stand: in the pod's and in every container's.
 *
 * @param field the field of the security context
 * @param find what is wrong with its value: the places below the field, an empty one for the field itself
 */
export function everySecurityContext(field: string, find: (value: unknown) => readonly Path[]): Check {
  return (pod): Violations => {
    let found: Violation[] | undefined;
    const look = (owner: Parameters<typeof at>[0]) => {
      const value = owner.securityContext[field];
      if (!isAbsent(value)) {
        for (const path of find(value)) {
          (found ??= []).push(at(owner, ['securityContext', field, ...path]));
        }
      }
    };
    look(pod);
    pod.containers.forEach(look);
    return found ?? NONE;
  };
}
