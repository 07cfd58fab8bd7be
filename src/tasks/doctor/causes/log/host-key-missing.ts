import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';

export const hostKeyMissing: Cause = {
  id: 'host-key-missing',
  title: 'the SSH server has no host key that it may read',
  why: 'Its host keys are created when the package is installed or the container starts, in /etc/ssh, and belong to root alone.',
  signs: [{ in: 'log', text: /no ?host ?keys? (?:available|found|could be loaded)|(?:Could not|Unable to|couldn't|Failed to) load (?:the )?(?:\w+ )?host ?key|Failed loading \S*host_key|no usable host ?keys?/i, weight: 77 }],
  fix: (found) => ({
    do: 'create the host keys once, keep them in a Secret, and name the mounted file in HostKey (`sshd -h FILE`); the mode 0400 with an fsGroup is too open for sshd, so copy it into an emptyDir with the mode 0600',
    typescript: "// of the container: command: ['sh', '-c', 'install -m 0600 /etc/host-key/key /tmp/host_key && exec /usr/sbin/sshd -D -e -h /tmp/host_key']; SecretFiles.mount(workload.containers[0], '/etc/host-key', secret)",
    yaml: containerYaml(found, "command: [sh, -c, 'install -m 0600 /etc/host-key/key /tmp/host_key && exec /usr/sbin/sshd -D -e -h /tmp/host_key']", 'volumeMounts:', '  - { name: host-key, mountPath: /etc/host-key }') + '\nvolumes:\n  - { name: host-key, secret: { secretName: NAME } }   # kubectl create secret generic NAME --from-file=key=ssh_host_ed25519_key',
  }),
  example: { source: 'log', text: 'sshd: no hostkeys available -- exiting.' },
};
