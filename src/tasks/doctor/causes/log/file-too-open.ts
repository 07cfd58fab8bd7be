import { Cause } from '../../cause';
import { mountOf } from '../../evidence';
import { containerYaml } from '../../fixes';
import { pathOf } from '../../log-path';

export const fileTooOpen: Cause = {
  id: 'file-too-open',
  title: 'the program refuses a file that its group may read',
  why: 'An fsGroup opens the files of PVCs, Secrets and ConfigMaps to the group of the pod; private keys must belong to one user alone.',
  signs: [{ in: 'log', text: /Permissions \d+ for .* are too open|UNPROTECTED PRIVATE KEY FILE|private key file "(?<path>[^"]+)" (?:has|must)\b.*(?:group|world|permissions)/i, weight: 79 }],
  fix: (found) => {
    const path = pathOf(found) ?? 'FILE';
    const { type, path: directory = 'PATH' } = mountOf(found.evidence, path) ?? {};
    return type === undefined || type === 'claim' ? {
      do: `close ${path} again (\`chmod 0600\`), and let the pod do without an fsGroup if its user owns the PVC: otherwise each mount can open it again`,
      typescript: `writablePaths: [WritablePath.fromPersistentVolumeClaim('${directory}', claim, { disableFsGroup: true })],`,
      yaml: 'securityContext:\n  fsGroupChangePolicy: OnRootMismatch   # or no fsGroup',
    } : {
      do: `copy ${path} into an emptyDir with the mode 0600 before the program starts`,
      typescript: `// of the container: command: ['sh', '-c', 'install -m 0600 ${path} /tmp/key && exec PROGRAM']`,
      yaml: containerYaml(found, `command: [sh, -c, 'install -m 0600 ${path} /tmp/key && exec PROGRAM']`),
    };
  },
  example: { source: 'log', text: 'Permissions 0640 for \'/etc/ssh/ssh_host_ed25519_key\' are too open.' },
};
