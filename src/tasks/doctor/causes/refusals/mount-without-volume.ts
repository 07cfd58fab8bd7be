import { Cause } from '../../cause';

export const mountWithoutVolume: Cause = {
  id: 'mount-without-volume',
  title: 'a mount names a volume that the pod does not have',
  why: 'Each `volumeMounts[].name` is the name of one of `volumes`.',
  signs: [{ in: 'refusal', text: /volumeMounts\[\d+\]\.name: Not found: "?(?<name>[^"\s]*)/ }],
  fix: ({ facts }) => ({ do: `add the volume ${facts.name} to the pod, or remove the mount`, yaml: `volumes:\n  - { name: ${facts.name}, emptyDir: { sizeLimit: 1Gi } }` }),
  example: { source: 'refusal', text: 'Pod "x" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "cache"' },
};
