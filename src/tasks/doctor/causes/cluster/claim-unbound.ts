import { Cause } from '../../cause';

export const claimUnbound: Cause = {
  id: 'claim-unbound',
  title: 'a PersistentVolumeClaim is not bound to a volume',
  why: 'No volume fits it, and no StorageClass creates one: the class is missing, or the cluster has no default class.',
  signs: [
    { in: 'cluster', text: /unbound immediate PersistentVolumeClaims|didn't find available persistent volumes to bind|waiting for a volume to be created|no persistent volumes available for this claim|storageclass\S* "[^"]*" not found/i },
    { in: 'cluster', reason: /^ProvisioningFailed$/ },
  ],
  fix: () => ({
    do: 'look at `kubectl describe pvc`; then name a class of `kubectl get storageclass` in the PVC. A PVC cannot change its class: create another one with it',
    typescript: "// new PersistentVolumeClaim(chart, 'data', { storageClassName: 'standard', ... })",
    yaml: '# of the PVC\nspec:\n  storageClassName: standard',
  }),
  example: { source: 'cluster', reason: 'Unschedulable', text: '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found' },
};
