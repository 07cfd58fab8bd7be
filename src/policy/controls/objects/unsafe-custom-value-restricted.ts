import { ObjectControl } from '../control';
import { unsafeValuesIn } from './unsafe-settings';

export const unsafeCustomValueRestricted: ObjectControl = {
  id: 'unsafe-custom-value-restricted',
  title: 'No values outside of checked pods that "restricted" forbids',
  level: 'pss-restricted',
  risk: 'medium',
  severity: 'error',
  why: 'An operator creates pods from the object: with this value, they have settings that Pod Security restricted forbids.',
  remedy: 'remove the value',
  spec: {
    rules: [{
      fields: ['the fields of the control unsafe-custom-value'],
      allowed: 'no allowPrivilegeEscalation: true, no runAsUser: 0, and of the default set of capabilities only NET_BIND_SERVICE',
    }],
  },
  isUnevaluated: true,
  checkObject: (object) => unsafeValuesIn(object, 'pss-restricted'),
};
