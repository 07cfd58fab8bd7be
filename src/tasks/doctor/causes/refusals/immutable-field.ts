import { Cause } from '../../cause';

/** Objects with data, which would be lost with them. */
const OF_DATA = /\bPersistentVolume(?:Claim)?\b|\bpersistentvolume(?:claim)?s?\b/;

export const immutableField: Cause = {
  id: 'immutable-field',
  title: 'a field of an existing object cannot change',
  why: 'Most fields of a pod, the template of a Job and most of the spec of a StatefulSet cannot change once the object exists.',
  signs: [{ in: 'refusal', text: /(?:may not change fields other than|updates to statefulset spec for fields other than|field is immutable|is immutable after|spec is immutable)/ }],
  fix: ({ line }) => OF_DATA.test(line.text) ? {
    do: 'create a PVC of another name, name it in the pod, and copy the data: of a PVC only the requested size can change',
    yaml: 'volumes:\n  - { name: data, persistentVolumeClaim: { claimName: NEW } }',
  } : ({ do: 'delete the object and create it again: `kubectl replace --force -f FILE`, or `kubectl delete` and `kubectl apply`; for a StatefulSet `kubectl delete statefulset NAME --cascade=orphan` keeps its pods and PVCs' }),
  example: { source: 'refusal', text: 'Job.batch "x" is invalid: spec.template: Invalid value: {}: field is immutable' },
};
