import { Cause } from '../../cause';
import { mountOf } from '../../evidence';
import { isFile, isInVolume, isSecret } from '../../log-facts';
import { pathOf } from '../../log-path';
import { DENIED } from '../../words';

export const claimPermission: Cause = {
  id: 'claim-permission',
  title: 'the user may not write in a volume',
  why: 'The volume belongs to root or another user. An fsGroup gives it to the group of the pod, where the storage supports that: NFS and EFS do not.',
  signs: [
    { in: 'log', text: DENIED, weight: 72, when: (found) => isFile(found) && isInVolume(found) && !isSecret(found) },
    { in: 'log', text: /not (?:writable|writeable)|not accessible for user|no write (?:access|permission)/i, when: (found) => isInVolume(found) && !isSecret(found) },
  ],
  fix: (found) => {
    const mount = mountOf(found.evidence, pathOf(found)!)!;
    return {
      do: `set an fsGroup; on storage that ignores it (NFS, EFS) change the owner of ${mount.path} to the uid ${found.evidence.uid ?? 'of the pod'}`,
      typescript: `writablePaths: [WritablePath.fromPersistentVolumeClaim('${mount.path}', claim)],   // on NFS: { takeOwnership: { reason: 'NFS ignores fsGroup' } }`,
      yaml: `securityContext:\n  fsGroup: ${found.evidence.uid ?? 65532}\n  fsGroupChangePolicy: OnRootMismatch`,
      settings: `runAs: { user: ${found.evidence.uid ?? 'UID'}, group: ${found.evidence.uid ?? 'GID'}, fsGroup: ${found.evidence.uid ?? 'GID'} }`,
    };
  },
  example: {
    source: 'log',
    text: "sh: can't create /data/x: Permission denied",
    with: { mounts: [{ path: '/data', volume: 'data', type: 'claim', readOnly: false }] },
  },
};
