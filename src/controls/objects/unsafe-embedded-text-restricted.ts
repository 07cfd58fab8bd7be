/*
 * No text within an object sets what Pod Security "restricted" forbids, and "baseline" does not.
 *
 * Restricted fields: as of the control unsafe-embedded-text
 * Allowed values:    texts that set none of what the control unsafe-custom-value-restricted forbids
 */
import { ObjectControl } from '../control';
import { unsafeTextsIn } from './unsafe-settings';

export const unsafeEmbeddedTextRestricted: ObjectControl = {
  id: 'unsafe-embedded-text-restricted',
  title: 'No settings in embedded texts that "restricted" forbids',
  level: 'pss-restricted',
  severity: 'warning',
  why: 'Whoever makes a pod of the text makes one that has what Pod Security restricted forbids.',
  remedy: 'remove the setting, or let Pod Security enforce "restricted" in the namespace of the pods',
  isUnevaluated: true,
  checkObject: (object) => unsafeTextsIn(object, 'pss-restricted'),
};
