import { ObjectControl } from '../control';
import { unsafeValuesIn } from './unsafe-settings';

export const unsafeCustomValueRestricted: ObjectControl = {
  id: 'unsafe-custom-value-restricted',
  title: 'No values outside checked pods that "restricted" forbids',
  level: 'pss-restricted',
  risk: 'medium',
  severity: 'error',
  why: 'With this value, pods that an operator creates from the object have settings that Pod Security restricted forbids.',
  remedy: 'remove the value',
  spec: {
    rules: [{
      fields: ['the fields of the control unsafe-custom-value'],
      allowed: 'no allowPrivilegeEscalation: true, no runAsUser: 0, and no capability of the default set except NET_BIND_SERVICE',
    }],
  },
  isUnevaluated: true,
  checkObject: (object) => unsafeValuesIn(object, 'pss-restricted'),
};
