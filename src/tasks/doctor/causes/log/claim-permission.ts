import { Cause, Fix, Found } from '../../cause';
import { EvidentMount, mountOf } from '../../evidence';
import { isFile, isInVolume, isSecret } from '../../log-facts';
import { pathOf } from '../../log-path';
import { DENIED } from '../../words';

function withFsGroup({ evidence: { uid } }: Found, { path }: EvidentMount): Fix {
  return {
    do: `set an fsGroup; on storage that ignores it (NFS, EFS) change the owner of ${path} to the uid ${uid ?? 'of the pod'}`,
    typescript: `writablePaths: [WritablePath.fromPersistentVolumeClaim('${path}', claim)],   // on NFS: { takeOwnership: { reason: 'NFS ignores fsGroup' } }`,
    yaml: `securityContext:\n  fsGroup: ${uid ?? 65532}\n  fsGroupChangePolicy: OnRootMismatch`,
    settings: `runAs: { user: ${uid ?? 'UID'}, group: ${uid ?? 'GID'}, fsGroup: ${uid ?? 'GID'} }`,
  };
}

/** The storage ignores the fsGroup that the pod has, or a program closed its files to the group. */
function ownedByUser({ evidence: { uid, fsGroup } }: Found, { path }: EvidentMount): Fix {
  return {
    do: `change the owner of the files in ${path} to the uid ${uid ?? 'of the pod'}: the pod has the fsGroup ${fsGroup} already, so its storage ignores it (NFS, EFS), or another user made files there that are closed to groups`,
    typescript: `writablePaths: [WritablePath.fromPersistentVolumeClaim('${path}', claim, { takeOwnership: { reason: 'the storage ignores fsGroup' } })],`,
    yaml: `# once, as root, in a pod with the PVC: chown -R ${uid ?? 'UID'}:${fsGroup} ${path}`,
  };
}

/** The kubelet opens an emptyDir to everybody: only another user of the pod closes what is in it. */
function oneUser({ evidence: { uid } }: Found, { path, volume }: EvidentMount): Fix {
  return {
    do: `run all init containers and containers that write the volume ${volume} as the same uid${uid === undefined ? '' : `, such as ${uid}`}: every user may write an emptyDir, so another container made the files in ${path}, closed to others`,
    typescript: `runAs: RunAs.user(${uid ?? 'UID'}),   // and no user of its own for a container`,
    yaml: `securityContext:\n  runAsUser: ${uid ?? 'UID'}\n  runAsGroup: ${uid ?? 'GID'}`,
    settings: `runAs: ${uid ?? 'UID'}`,
  };
}

const PLACES: { readonly [type: string]: string | undefined } = { hostPath: 'on the node', image: 'in its image' };

function ownedOutside({ evidence: { uid } }: Found, { path, volume, type = 'other' }: EvidentMount): Fix {
  const place = PLACES[type] ?? 'on its server';
  return {
    do: `change the owner of the directory of the volume ${volume} ${place} to the uid ${uid ?? 'of the pod'}: no fsGroup reaches it${type === 'hostPath' ? '. A PVC in its place gets the group of the pod, and does not depend on a node' : ''}`,
    yaml: `# ${place}, as root: chown ${uid ?? 'UID'} DIRECTORY, which the container has at ${path}`,
  };
}

/** A driver may ignore the fsGroup, and there is no claim whose owner could change. */
function ownedByDriver({ evidence: { uid } }: Found, { volume }: EvidentMount): Fix {
  return {
    do: `let the CSI driver of the volume ${volume} give its files to the uid ${uid ?? 'of the pod'}: by its volumeAttributes, such as the mount options \`uid\` and \`gid\`, or by an fsGroup if the driver supports it`,
    yaml: `volumes:\n  - { name: ${volume}, csi: { driver: DRIVER, volumeAttributes: { mountOptions: 'uid=${uid ?? 'UID'},gid=${uid ?? 'GID'}' } } }`,
  };
}

export const claimPermission: Cause = {
  id: 'claim-permission',
  title: 'the user may not write in a volume',
  why: 'The volume belongs to root or another user. An fsGroup gives it to the group of the pod, where the storage supports that: NFS, EFS and hostPath do not.',
  signs: [
    { in: 'log', text: DENIED, weight: 72, when: (found) => isFile(found) && isInVolume(found) && !isSecret(found) },
    { in: 'log', text: /not (?:writable|writeable)|not accessible for user|no write (?:access|permission)/i, when: (found) => isInVolume(found) && !isSecret(found) },
  ],
  fix: (found) => {
    const mount = mountOf(found.evidence, pathOf(found)!)!;
    if (mount.type === 'emptyDir' || mount.type === 'memory') {
      return oneUser(found, mount);
    }
    if (mount.type === 'csi') {
      return ownedByDriver(found, mount);
    }
    if (mount.keepsOwners) {
      return ownedOutside(found, mount);
    }
    return found.evidence.fsGroup === undefined ? withFsGroup(found, mount) : ownedByUser(found, mount);
  },
  example: {
    source: 'log',
    text: "sh: can't create /data/x: Permission denied",
    with: { mounts: [{ path: '/data', volume: 'data', type: 'claim', readOnly: false }] },
  },
};
