import { ObjectControl } from '../control';
import { unsafeValuesIn } from './unsafe-settings';

export const unsafeCustomValue: ObjectControl = {
  id: 'unsafe-custom-value',
  title: 'No unsafe values outside checked pods',
  level: 'pss-baseline',
  risk: 'high',
  why: 'With this value, pods that an operator creates from the object have settings that Pod Security baseline forbids.',
  remedy: 'remove the value',
  spec: {
    rules: [
      {
        fields: ['every field of every object, outside of checked pods and of OpenAPI schemas'],
        allowed: 'no `true` for privileged, hostPID, hostIPC, hostNetwork, hostProcess or exposeDockerSocket; no path in hostPath or '
          + 'hostDisk; no device in hostDevices; no number in hostPort; no procMount Unmasked; no seccompProfile or appArmorProfile of '
          + 'type Unconfined, nor an annotation `unconfined` for them; no capabilities beyond the default set',
      },
      {
        fields: ['a chart\'s parameter (name and value), a dotted key, or a JSON patch (path and value, or copied to path)'],
        allowed: 'no entry that sets such a value',
      },
    ],
    notes: [
      'An operator creates pods from a custom resource, and a policy or a patch changes pods. Their kind and the place of the value are '
        + 'not known in advance, but the value means the same everywhere. For a variable or a template, the default is evaluated: '
        + '`${HOST_PID:-true}`. The status, and the patterns that a Kyverno policy compares with, are not checked, because they do not '
        + 'create pods.',
      'Other controls check PersistentVolumes, PodSecurityPolicies and SecurityContextConstraints. Cluster objects of kind, k3d and ctlptl '
        + 'on a developer\'s machine do not create pods.',
    ],
  },
  isUnevaluated: true,
  checkObject: (object) => unsafeValuesIn(object, 'pss-baseline'),
};
