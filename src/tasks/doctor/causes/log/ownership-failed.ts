import { Cause } from '../../cause';

export const ownFailed: Cause = {
  id: 'ownership-failed',
  title: 'an init container of this library could not change the owner of a PVC',
  why: 'The storage does not let root change owners: an NFS export with root_squash does so.',
  signs: [{ in: 'log', text: /^own: (?<what>cannot .+)/, weight: 82 }],
  fix: () => ({
    do: 'change the owner on the server of the storage to the uid of the pod, or use the group that owns it',
    typescript: "WritablePath.fromPersistentVolumeClaim('PATH', claim, { disableFsGroup: true, supplementalGroups: [GID] })",
    yaml: 'securityContext:\n  supplementalGroups: [GID]',
  }),
  example: { source: 'log', text: 'own: cannot give /cdk8s-hardened/claim to 999' },
};
