
import { Find, Violation } from './check';
import { at, everyEntry, everyOwner } from './violations';
import { isAbsent, Path } from '../../formats/manifest/json';

/**
 * The check of one field in the security contexts of the pod and of every container.
 *
 * @param field the field of the security context
 * @param find returns the wrong places in its value: paths below the field, or an empty path for the field itself
 * @param pin the text that a waiver must list, if the value alone is not enough
 */
export function everySecurityContext(
  field: string, find: (value: unknown) => readonly Path[], pin: (found: Violation, field: string) => Violation = (found) => found,
): Find {
  return everyOwner((owner) => {
    const value = owner.securityContext[field];
    return isAbsent(value) ? undefined : everyEntry(find(value), (path) =>
      pin(at(owner, ['securityContext', field, ...path]), [field, ...path].filter((step) => typeof step === 'string').pop()!));
  });
}
