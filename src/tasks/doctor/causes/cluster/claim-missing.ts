import { Cause } from '../../cause';

export const claimMissing: Cause = {
  id: 'claim-missing',
  title: 'a PersistentVolumeClaim does not exist',
  why: 'The pod cannot be scheduled without it.',
  signs: [{ in: 'cluster', text: /persistentvolumeclaim "(?<name>[^"]+)" (?:not found|is being deleted)/ }],
  fix: ({ facts }) => ({
    do: `create the PVC ${facts.name} in the namespace of the pod, or correct its name`,
    typescript: `writablePaths: [WritablePath.fromPersistentVolumeClaim('/data', new PersistentVolumeClaim(chart, 'data', { metadata: { name: '${facts.name}' }, ... }))],`,
    yaml: `volumes:\n  - { name: data, persistentVolumeClaim: { claimName: ${facts.name} } }`,
  }),
  example: { source: 'cluster', reason: 'Unschedulable', text: '0/1 nodes are available: persistentvolumeclaim "data" not found.' },
};
