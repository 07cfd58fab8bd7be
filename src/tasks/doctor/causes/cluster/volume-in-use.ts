import { Cause } from '../../cause';

export const volumeInUse: Cause = {
  id: 'volume-in-use',
  title: 'another pod on another node uses the volume',
  why: 'A PVC of access mode ReadWriteOnce is attached to one node at a time: several replicas, or a rolling update, cannot share it.',
  signs: [{ in: 'cluster', text: /Multi-Attach error for volume "(?<volume>[^"]+)"|Volume is already (?:exclusively attached|used by pod)/ }],
  fix: () => ({
    do: 'run one replica and replace it with the strategy Recreate, or use a StatefulSet with a PVC for each pod, or a PVC of mode ReadWriteMany',
    typescript: 'replicas: 1, strategy: DeploymentStrategy.recreate(),',
    yaml: '# of the Deployment\nspec:\n  replicas: 1\n  strategy: { type: Recreate }',
  }),
  example: { source: 'cluster', reason: 'FailedAttachVolume', text: 'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) web-1' },
};
