/*
 * No value that Pod Security "restricted" forbids, and "baseline" does not, stands where no control evaluates it.
 *
 * Restricted fields: as of the control unsafe-custom-value:
 *                    allowPrivilegeEscalation: true, runAsUser: 0, capabilities.add of the default set
 * Allowed values:    none of these; of capabilities NET_BIND_SERVICE
 */
import { ObjectControl } from '../control';
import { unsafeValuesIn } from './unsafe-settings';

export const unsafeCustomValueRestricted: ObjectControl = {
  id: 'unsafe-custom-value-restricted',
  title: 'No values outside of evaluated pods that "restricted" forbids',
  level: 'pss-restricted',
  severity: 'error',
  why: 'An operator makes pods of the object: with this value they have what Pod Security restricted forbids.',
  remedy: 'remove the value',
  isUnevaluated: true,
  checkObject: (object) => unsafeValuesIn(object, 'pss-restricted'),
};
