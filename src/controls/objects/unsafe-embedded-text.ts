/*
 * No text within an object sets what Pod Security "baseline" forbids.
 *
 * Restricted fields: data and binaryData of a ConfigMap, stringData and data of a Secret, and every text of other objects outside
 *                    of the pods that are evaluated and of OpenAPI schemas
 * Allowed values:    texts that set none of what the control unsafe-custom-value forbids
 *
 * Charts take values as text, Kustomize takes patches, and runners keep the pods that they start in a ConfigMap. A text is searched and
 * not parsed: so templates and scripts count, a large ConfigMap costs little, and a search can be misled. Each setting of a
 * text is reported once, where it stands first. What is written with YAML aliases or escapes, compressed, or encoded again, is not found.
 */
import { ObjectControl } from '../control';
import { unsafeTextsIn } from './unsafe-settings';

export const unsafeEmbeddedText: ObjectControl = {
  id: 'unsafe-embedded-text',
  title: 'No unsafe settings in embedded texts',
  level: 'pss-baseline',
  severity: 'warning',
  why: 'Whoever makes a pod of the text makes one that has what Pod Security baseline forbids.',
  remedy: 'remove the setting, or let Pod Security enforce "baseline" in the namespace of the pods',
  isUnevaluated: true,
  checkObject: (object) => unsafeTextsIn(object, 'pss-baseline'),
};
