import { ObjectControl } from '../control';
import { unsafeTextsIn } from './unsafe-settings';

export const unsafeEmbeddedText: ObjectControl = {
  id: 'unsafe-embedded-text',
  title: 'No unsafe settings in embedded texts',
  level: 'pss-baseline',
  risk: 'medium',
  why: 'A pod that is created from the text has settings that Pod Security "baseline" forbids.',
  remedy: 'remove the setting, or let Pod Security enforce "baseline" in the namespace of the pods',
  spec: {
    rules: [{
      fields: [
        'data and binaryData of a ConfigMap',
        'stringData and data of a Secret',
        'every text of other objects, outside of checked pods and of OpenAPI schemas',
      ],
      allowed: 'texts without settings that the control unsafe-custom-value forbids',
    }],
    notes: ['Charts use values as text, Kustomize uses patches, and CI runners store the pods that they start in a ConfigMap. YAML and '
      + 'JSON are parsed as kubectl does, including the texts in them. JSON patches and merge patches are evaluated by the values that '
      + 'they set. Other texts, such as templates and scripts, are searched, so the result can be wrong. For a variable or a template, the '
      + 'default is evaluated: `${HOST_PID:-true}`. Each setting of a text is reported once, at its first place. Settings in compressed '
      + 'or encoded texts are not found.'],
  },
  isUnevaluated: true,
  checkObject: (object) => unsafeTextsIn(object, 'pss-baseline'),
};
