/*
 * What the attack script in test/runtime/image tries, in this order, and who must be able to do it. In a hardened container nobody.
 */

/** Where the containers of a test run: podman plays the YAML as it is; containerd has the seccomp profile of a node. */
export type Runtime = 'podman' | 'containerd';

export interface Attack {
  /** Stable: docs/proof.md and the leave-one-out table name it so. */
  readonly id: string;
  readonly title: string;
  /** For a shell: exit code 0 where it worked. It leaves nothing behind that changes a later one. */
  readonly command: string;
  /** Where it works in a plain Deployment, run as root with a root filesystem that can be written. */
  readonly plain: readonly Runtime[];
  /** Where the runtime itself stops it, plain or not: the field that would let a plain pod do it all the same. */
  readonly opened?: 'privileged' | 'shareProcessNamespace';
  /** Whether only the seccomp profile stops it. podman has a profile of its own, and does not read the field. */
  readonly bySeccomp?: boolean;
}

const BOTH: readonly Runtime[] = ['podman', 'containerd'];

const write = (directory: string): Attack => ({
  id: `write:${directory}`,
  title: `write in \`${directory}\``,
  command: `can_write ${directory}`,
  plain: BOTH,
});

export const ATTACKS: readonly Attack[] = [
  ...['/', '/etc', '/bin', '/usr', '/var', '/home/app'].map(write),
  { id: 'replace-binary', title: 'replace a program of the image', command: 'cp /suid/sysprobe /usr/bin/victim', plain: BOTH },
  { id: 'append-passwd', title: 'add a user to `/etc/passwd`', command: 'echo "evil::0:0::/:/bin/sh" >> /etc/passwd', plain: BOTH },
  { id: 'read-root-file', title: 'read a file that only root may read', command: 'cat /etc/shadow', plain: BOTH },
  {
    id: 'chown-to-root',
    title: 'give a file away, to root',
    command: 'rm -f /tmp/given && touch /tmp/given && chown 1:1 /tmp/given && chown 0:0 /tmp/given',
    plain: BOTH,
  },
  { id: 'setuid-program', title: 'be root by a setuid-root program', command: '/suid/sysprobe is-root', plain: BOTH },
  { id: 'su', title: '`su` to root, who has no password', command: '/suid/busybox su root -c "test \\$(id -u) = 0"', plain: BOTH },
  { id: 'setuid', title: 'the system call `setuid(0)`', command: 'sysprobe setuid', plain: BOTH },
  { id: 'chroot', title: 'change its root directory', command: 'sysprobe chroot', plain: BOTH },
  { id: 'mknod', title: 'make a device file', command: 'sysprobe mknod', plain: ['containerd'], opened: 'privileged' },
  { id: 'raw-socket', title: 'open a raw socket', command: 'sysprobe raw-socket', plain: ['containerd'], opened: 'privileged' },
  { id: 'mount', title: 'mount a filesystem', command: 'sysprobe mount', plain: [], opened: 'privileged' },
  { id: 'remount', title: 'remount `/` so that it can be written', command: 'sysprobe remount', plain: [], opened: 'privileged' },
  {
    id: 'kill-neighbour',
    title: 'end a process of another container of the pod',
    command: 'kill -0 $(grep -l "sleep.987654321" /proc/[0-9]*/cmdline | grep -v self | cut -d / -f 3)',
    plain: [],
    opened: 'shareProcessNamespace',
  },
  { id: 'port-80', title: 'listen on port 80', command: 'sysprobe port-80', plain: BOTH },
  {
    id: 'token',
    title: 'read the token of the service account',
    command: 'cat /var/run/secrets/kubernetes.io/serviceaccount/token',
    plain: ['containerd'],
  },
  { id: 'unshare-user', title: 'make a user namespace, to be root in', command: 'sysprobe unshare-user', plain: BOTH, bySeccomp: true },
  { id: 'keyctl', title: 'the system call `keyctl`', command: 'sysprobe keyctl', plain: BOTH, bySeccomp: true },
  { id: 'add-key', title: 'the system call `add_key`', command: 'sysprobe add-key', plain: ['containerd'], bySeccomp: true },
  { id: 'bpf', title: 'the system call `bpf`', command: 'sysprobe bpf', plain: ['containerd'], bySeccomp: true },
  { id: 'io-uring', title: 'the system call `io_uring_setup`', command: 'sysprobe io-uring', plain: ['containerd'], bySeccomp: true },
];

/** The shell script that tries them. */
export function attackScript(): string {
  return ATTACKS.map(({ id, command }) => `attack ${id} '${command}'\n`).join('');
}
