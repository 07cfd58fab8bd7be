import { alternatives } from '../../../../formats/language/alternatives';
import { CatalogedCause, Remedy, SignMatch } from '../../cause';
import { EvidentMount, mountOf } from '../../evidence';
import { containerYaml } from '../../fixes';
import { isFile, isInVolume, isOnRoot, isRead, isSecret, READ_FILE } from '../../log-facts';
import { failedPath } from '../../log-path';
import { userFix } from '../../remedies/user';
import { DENIED, NOT_PERMITTED } from '../../words';

/** The remedy for a pod whose groups can already read the files. */
function alreadyOpen({ evidence: { fsGroup } }: SignMatch, { path }: EvidentMount): Remedy {
  return {
    do: `configure the program to only read ${path}, and to keep the groups of the pod: the fsGroup ${fsGroup} can read these files `
      + 'already, so the program either writes there, or drops its groups before it reads',
    yaml: '# the start script: no command that changes the user or the groups, and no write in the volume',
  };
}

const TERMINAL_REFUSED = alternatives([
  // /entry.sh: line 2: /dev/pts/0: Permission denied
  /(?<path>\/dev\/(?:pts\/\d+|console|tty\d*|std(?:out|err)|fd\/[12])|\/proc\/(?:self|1)\/fd\/[12])\b.*(?:permission denied|EACCES)/,
  // Permission denied: /dev/stderr
  /(?:permission denied|EACCES).*(?<other>\/dev\/(?:pts\/\d+|console|tty\d*|std(?:out|err)|fd\/[12])|\/proc\/(?:self|1)\/fd\/[12])\b/,
], 'i');

/** Files whose owner or mode a program does not accept. */
export const FILE_MODES: readonly CatalogedCause[] = [
  {
    id: 'image-file-permission',
    title: 'the user cannot read a file of the image',
    why: 'The file belongs to another user, often root, and other users cannot read '
      + 'it. The container runs as a user for which the image was not designed.',
    signs: [
      { in: 'log', text: DENIED, when: (found) => isFile(found) && isOnRoot(found) && isRead(found) },
      // Knot and others report EPERM for a file that they may not open.
      {
        in: 'log',
        text: NOT_PERMITTED,
        weight: 66,
        when: (found) => isOnRoot(found) && READ_FILE.test(failedPath(found) ?? '')
          && /\b(?:load|open|read|pars)\w*\b/i.test(found.line.text),
      },
    ],
    fix: (found) => ({
      ...userFix(found),
      do: `${userFix(found).do}; or make ${failedPath(found)} readable for everyone when you build the image: \`chmod -R a+rX\``,
    }),
    example: { source: 'log', text: 'Unable to open primary script: /var/www/html/index.php (Permission denied)' },
  },
  {
    id: 'secret-permission',
    title: 'the user cannot read a Secret, ConfigMap or token',
    why: 'The files belong to root, and their mode does not let other users read them. An fsGroup lets the group of the pod read them.',
    signs: [{ in: 'log', text: DENIED, weight: 73, when: (found) => isFile(found) && isInVolume(found) && isSecret(found) }],
    fix: (found) => {
      const mount = mountOf(found.evidence, failedPath(found)!)!;
      return found.evidence.fsGroup !== undefined ? alreadyOpen(found, mount) : {
        do: `set an fsGroup, so that the group of the pod can read ${mount.path}. This also works with \`defaultMode: 0400\`, because the `
          + 'kubelet adds read permission for the group',
        typescript: `SecretFiles.mount(workload.containers[0], '${mount.path}', secret);   // hardened workloads set the fsGroup`,
        yaml: `securityContext:\n  fsGroup: ${found.evidence.uid ?? 65532}\nvolumes:\n  - { name: `
          + `${mount.volume}, secret: { secretName: NAME, defaultMode: 0440 } }`,
        settings: `runAs: { user: ${found.evidence.uid ?? 'UID'}, group: `
          + `${found.evidence.uid ?? 'GID'}, fsGroup: ${found.evidence.uid ?? 'GID'} }`,
      };
    },
    example: {
      source: 'log',
      text: "cat: can't open '/run/db/password': Permission denied",
      with: { mounts: [{ path: '/run/db', volume: 'db', type: 'secret', readOnly: true }] },
    },
  },
  {
    id: 'file-too-open',
    title: 'the program refuses a file that its group can read',
    why: 'An fsGroup gives the group of the pod access to the files of PVCs, Secrets and ConfigMaps. A private key must only be readable '
      + 'by its owner.',
    signs: [{
      in: 'log',
      text: alternatives([
        /Permissions \d+ for .* are too open/, // Permissions 0644 for '/keys/id_ed25519' are too open.
        /UNPROTECTED PRIVATE KEY FILE/, // WARNING: UNPROTECTED PRIVATE KEY FILE!
        // private key file "/keys/server.key" has group or world access
        /private key file "(?<path>[^"]+)" (?:has|must)\b.*(?:group|world|permissions)/,
      ], 'i'),
      weight: 79,
    }],
    fix: (found) => {
      const path = failedPath(found) ?? 'FILE';
      const { type, path: directory = 'PATH' } = mountOf(found.evidence, path) ?? {};
      return type === undefined || type === 'claim' ? {
        do: `restrict ${path} again (\`chmod 0600\`), and remove the fsGroup if the user of the pod `
          + 'owns the PVC: otherwise each mount can change the mode again',
        typescript: `writablePaths: [WritablePath.fromPersistentVolumeClaim('${directory}', claim, { groupOwnership: false })],`,
        yaml: 'securityContext:\n  fsGroupChangePolicy: OnRootMismatch   # or no fsGroup',
      } : {
        do: `copy ${path} into an emptyDir with the mode 0600 before the program starts`,
        typescript: `// of the container: command: ['sh', '-c', 'install -m 0600 ${path} /tmp/key && exec PROGRAM']`,
        yaml: containerYaml(found, `command: [sh, -c, 'install -m 0600 ${path} /tmp/key && exec PROGRAM']`),
      };
    },
    example: { source: 'log', text: 'Permissions 0640 for \'/etc/ssh/ssh_host_ed25519_key\' are too open.' },
  },
  {
    id: 'erlang-cookie',
    title: 'Erlang refuses its cookie, because the group of the volume can read it',
    why: 'The kubelet gives the existing files of a volume to the fsGroup, which can then read and write them: once with '
      + '`fsGroupChangePolicy: OnRootMismatch`, otherwise at every start. RabbitMQ requires that only its own user can '
      + 'read its cookie. On a new volume, RabbitMQ creates the cookie with this mode.',
    signs: [{ in: 'log', text: /Cookie file (?<path>\/\S+?\.cookie) must be accessible by owner only/, weight: 85 }],
    fix: ({ evidence: { image = 'rabbitmq' }, facts: { path = '/var/lib/rabbitmq/.erlang.cookie' } }) => ({
      do: `restrict ${path} again before the program starts, as the user that owns it; keep \`fsGroupChangePolicy: OnRootMismatch\``,
      yaml: [
        'initContainers:',
        '  - name: cookie   # the mount and the securityContext of the container itself',
        `    image: ${image}`,
        `    command: [sh, -c, 'if [ -e ${path} ]; then chmod 600 ${path}; fi']`,
      ].join('\n'),
    }),
    example: {
      source: 'log',
      text: '{"init terminating in do_boot",{error,"Cookie file /var/lib/rabbitmq/.erlang.cookie must be accessible by owner only"}}',
    },
  },
  {
    id: 'git-ownership',
    title: 'Git does not trust a repository of another user',
    why: 'The directory does not belong to the user of the container. Git then requires it in '
      + 'safe.directory, which you set in its configuration or its variables.',
    signs: [{
      in: 'log',
      text: /detected dubious ownership in repository at ['"](?<path>[^'"]+)['"]|unsafe repository \(['"](?<other>[^'"]+)['"]/,
      weight: 79,
    }],
    fix: (found) => {
      const path = found.facts.path ?? found.facts.other!;
      const variables = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: path };
      const entries = Object.entries(variables).map(([name, value]) => `${name}: '${value}'`).join(', ');
      return {
        do: `set safe.directory to ${path} by variables, which need no writable HOME; or let the user of the container `
          + 'own the directory, by an fsGroup or when you build the image',
        typescript: `presets: [RuntimePreset.custom('git', { environment: { ${entries} } })],`,
        yaml: containerYaml(found, 'env:', ...Object.entries(variables).map(([name, value]) => `  - { name: ${name}, value: '${value}' }`)),
        settings: `environment: { ${entries} }`,
      };
    },
    example: { source: 'log', text: "fatal: detected dubious ownership in repository at '/srv/repo'" },
  },
  {
    id: 'host-key-missing',
    title: 'the SSH server has no host key that it can read',
    why: 'The host keys are created in /etc/ssh when the package is installed or the container starts, and only root can read them.',
    signs: [{
      in: 'log',
      text: alternatives([
        /no ?host ?keys? (?:available|found|could be loaded)/, // sshd: no hostkeys available -- exiting.
        /(?:Could not|Unable to|couldn't|Failed to) load (?:the )?(?:\w+ )?host ?key/, // Could not load host key: /etc/ssh/ssh_host_rsa_key
        /Failed loading \S*host_key/, // Failed loading /etc/dropbear/dropbear_rsa_host_key
        /no usable host ?keys?/, // no usable host keys
      ], 'i'),
      weight: 77,
    }],
    fix: (found) => ({
      do: 'create the host keys once, keep them in a Secret, and set HostKey to the file (`sshd -h FILE`). With an fsGroup, sshd refuses '
        + 'the mode of the mounted file, so copy the file into an emptyDir with the mode 0600',
      typescript: "// of the container: command: ['sh', '-c', 'install -m 0600 /etc/host-key/key /tmp/host_key && exec /usr/sbin/sshd -D "
        + "-e -h /tmp/host_key']; SecretFiles.mount(workload.containers[0], '/etc/host-key', secret)",
      yaml: containerYaml(found, "command: [sh, -c, 'install -m 0600 /etc/host-key/key /tmp/host_key "
        + "&& exec /usr/sbin/sshd -D -e -h /tmp/host_key']", 'volumeMounts:', '  - { name: host-key, mountPath: /etc/host-key }')
        + '\nvolumes:\n  - { name: host-key, secret: { secretName: NAME } }   # kubectl create '
        + 'secret generic NAME --from-file=key=ssh_host_ed25519_key',
    }),
    example: { source: 'log', text: 'sshd: no hostkeys available -- exiting.' },
  },
  {
    id: 'terminal-permission',
    title: 'the user cannot open the terminal of the container',
    why: 'The output of a container is a pipe or, with `tty: true`, a terminal, which may belong to another user. A program can write to '
      + 'its standard output, but cannot open /dev/stdout, /dev/stderr or /dev/pts/0 as a file.',
    signs: [{ in: 'log', text: TERMINAL_REFUSED, weight: 79 }],
    fix: (found) => {
      const log = `configure the program to log to its standard output instead of ${found.facts.path ?? found.facts.other}`;
      return found.evidence.tty === false ? {
        do: `${log}: use a setting of the program, or change the start script that opens the file`,
      } : {
        do: `remove \`tty: true\` from the container, because only interactive sessions need it; or ${log}`,
        typescript: '// of the container: remove tty',
        yaml: containerYaml(found, 'tty: false', 'stdin: false'),
      };
    },
    example: { source: 'log', text: '/entry.sh: line 2: /dev/pts/0: Permission denied' },
  },
];
