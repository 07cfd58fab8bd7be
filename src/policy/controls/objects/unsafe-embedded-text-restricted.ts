import { ObjectControl } from '../control';
import { unsafeTextsIn } from './unsafe-settings';

export const unsafeEmbeddedTextRestricted: ObjectControl = {
  id: 'unsafe-embedded-text-restricted',
  title: 'No settings in embedded texts that "restricted" forbids',
  level: 'pss-restricted',
  risk: 'medium',
  why: 'A pod that is created from the text has settings that Pod Security "restricted" forbids.',
  remedy: 'remove the setting, or let Pod Security enforce "restricted" in the namespace of the pods',
  spec: {
    rules: [{
      fields: ['the fields of the control unsafe-embedded-text'],
      allowed: 'texts without settings that the control unsafe-custom-value-restricted forbids',
    }],
  },
  isUnevaluated: true,
  checkObject: (object) => unsafeTextsIn(object, 'pss-restricted'),
};
