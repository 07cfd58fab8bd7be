import { Cause, Fix, Found } from '../../cause';
import { EvidentMount, mountOf } from '../../evidence';
import { isFile, isInVolume, isSecret } from '../../log-facts';
import { pathOf } from '../../log-path';
import { DENIED } from '../../words';

/** The group of the pod may read the files already. */
function alreadyOpen({ evidence: { fsGroup } }: Found, { path }: EvidentMount): Fix {
  return {
    do: `let the program only read ${path}, with the groups of the pod: the fsGroup ${fsGroup} may read these files already. So the program writes there, or gives up its groups before it reads`,
    yaml: '# the start script: no command that changes the user or the groups, and no write in the volume',
  };
}

export const secretPermission: Cause = {
  id: 'secret-permission',
  title: 'the user may not read a Secret, ConfigMap or token',
  why: 'Its files belong to root, with a mode that is closed to others. An fsGroup lets the group of the pod read them.',
  signs: [{ in: 'log', text: DENIED, weight: 73, when: (found) => isFile(found) && isInVolume(found) && isSecret(found) }],
  fix: (found) => {
    const mount = mountOf(found.evidence, pathOf(found)!)!;
    return found.evidence.fsGroup !== undefined ? alreadyOpen(found, mount) : {
      do: `set an fsGroup: then the group of the pod can read ${mount.path}. With \`defaultMode: 0400\` too: the kubelet adds the group`,
      typescript: `SecretFiles.mount(workload.containers[0], '${mount.path}', secret);   // hardened workloads set the fsGroup`,
      yaml: `securityContext:\n  fsGroup: ${found.evidence.uid ?? 65532}\nvolumes:\n  - { name: ${mount.volume}, secret: { secretName: NAME, defaultMode: 0440 } }`,
      settings: `runAs: { user: ${found.evidence.uid ?? 'UID'}, group: ${found.evidence.uid ?? 'GID'}, fsGroup: ${found.evidence.uid ?? 'GID'} }`,
    };
  },
  example: {
    source: 'log',
    text: "cat: can't open '/run/db/password': Permission denied",
    with: { mounts: [{ path: '/run/db', volume: 'db', type: 'secret', readOnly: true }] },
  },
};
