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
    do: `let the program only read ${path}, with the groups of the pod: the fsGroup ${fsGroup} may read these files already. So the `
      + 'program writes there, or gives up its groups before it reads',
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
    title: 'the user may not read a file of the image',
    why: 'The file belongs to another user, often root, and is closed to others: the '
      + 'container runs as a user that the image was not made for.',
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
      do: `${userFix(found).do}; or open ${failedPath(found)} to everyone when you build the image: \`chmod -R a+rX\``,
    }),
    example: { source: 'log', text: 'Unable to open primary script: /var/www/html/index.php (Permission denied)' },
  },
  {
    id: 'secret-permission',
    title: 'the user may not read a Secret, ConfigMap or token',
    why: 'Its files belong to root, with a mode that is closed to others. An fsGroup lets the group of the pod read them.',
    signs: [{ in: 'log', text: DENIED, weight: 73, when: (found) => isFile(found) && isInVolume(found) && isSecret(found) }],
    fix: (found) => {
      const mount = mountOf(found.evidence, failedPath(found)!)!;
      return found.evidence.fsGroup !== undefined ? alreadyOpen(found, mount) : {
        do: `set an fsGroup: then the group of the pod can read ${mount.path}. With \`defaultMode: 0400\` too: the kubelet adds the group`,
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
    title: 'the program refuses a file that its group may read',
    why: 'An fsGroup opens the files of PVCs, Secrets and ConfigMaps to the group of the pod; private keys must belong to one user alone.',
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
        do: `close ${path} again (\`chmod 0600\`), and let the pod do without an fsGroup if its `
          + 'user owns the PVC: otherwise each mount can open it again',
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
    title: 'Erlang refuses its cookie, which the group of the volume may read',
    why: 'On a volume with files from before, the kubelet gives all of them to the fsGroup, which may then read and write them: once with '
      + '`fsGroupChangePolicy: OnRootMismatch`, else at every start. RabbitMQ wants its '
      + 'cookie for its own user alone. On a new volume it creates it so.',
    signs: [{ in: 'log', text: /Cookie file (?<path>\/\S+?\.cookie) must be accessible by owner only/, weight: 85 }],
    fix: ({ evidence: { image = 'rabbitmq' }, facts: { path = '/var/lib/rabbitmq/.erlang.cookie' } }) => ({
      do: `close ${path} again before the program starts, as the user that owns it; keep \`fsGroupChangePolicy: OnRootMismatch\``,
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
    title: 'the SSH server has no host key that it may read',
    why: 'Its host keys are created when the package is installed or the container starts, in /etc/ssh, and belong to root alone.',
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
      do: 'create the host keys once, keep them in a Secret, and name the mounted file in HostKey (`sshd -h FILE`); the mode 0400 with an '
        + 'fsGroup is too open for sshd, so copy it into an emptyDir with the mode 0600',
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
    title: 'the user may not open the terminal of the container',
    why: 'The output of a container is a pipe or, with `tty: true`, a terminal, which may belong to another user. A program can write to '
      + 'its open output, but cannot open /dev/stdout, /dev/stderr or /dev/pts/0 by name.',
    signs: [{ in: 'log', text: TERMINAL_REFUSED, weight: 79 }],
    fix: (found) => {
      const log = `let the program log to its standard output instead of to ${found.facts.path ?? found.facts.other}`;
      return found.evidence.tty === false ? { do: `${log}: a setting of it, or a start script that does not open the file by its name` } : {
        do: `remove \`tty: true\` from the container, which only a person at its terminal needs; or ${log}`,
        typescript: '// of the container: remove tty',
        yaml: containerYaml(found, 'tty: false', 'stdin: false'),
      };
    },
    example: { source: 'log', text: '/entry.sh: line 2: /dev/pts/0: Permission denied' },
  },
];
