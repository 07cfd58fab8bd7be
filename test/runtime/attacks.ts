/*
 * What the attack script in test/runtime/image tries, in this order, and who must be able to do it.
 */

/** Where the containers of a test run: podman plays the YAML as it is; containerd has the seccomp profile of a node. */
export type Runtime = 'podman' | 'containerd';

export interface Attack {
  /** Stable: docs/explanation/proof.md and the leave-one-out table name it so. */
  readonly id: string;
  readonly title: string;
  /** For a shell: exit code 0 where it worked. It leaves nothing behind that changes a later one. */
  readonly command: string;
  /** Where it works in a Deployment that runs as root with the defaults of Kubernetes. */
  readonly plain: readonly Runtime[];
  /** Where it works in the same Deployment that runs as the image's user, too: what root can do by itself shows nothing of its guard. */
  readonly notOnlyForRoot?: readonly Runtime[];
  /** Where the runtime itself stops it, plain or not: the field that would let a pod with the defaults of Kubernetes do it all the same. */
  readonly opened?: 'privileged' | 'shareProcessNamespace';
  /** Where it works in a hardened one all the same. */
  readonly ours?: readonly Runtime[];
  /** Why it does. */
  readonly note?: string;
  /**
   * Where it is tried: everywhere, unless the test cannot tell there. podman has a seccomp profile of its own and does not read
   * the field, and on containerd each container runs alone.
   */
  readonly tried?: readonly Runtime[];
}

const BOTH: readonly Runtime[] = ['podman', 'containerd'];

const write = (directory: string): Attack => ({
  id: `write:${directory}`,
  title: `write in \`${directory}\``,
  command: `can_write ${directory}`,
  plain: BOTH,
});

/** What only the seccomp profile stops. */
const forbiddenCall = (id: string, title: string): Attack => ({
  id, title, command: `sysprobe ${id}`, plain: ['containerd'], notOnlyForRoot: ['containerd'], tried: ['containerd'],
});

export const ATTACKS: readonly Attack[] = [
  ...['/', '/etc', '/bin', '/usr', '/var'].map(write),
  { ...write('/home/app'), notOnlyForRoot: BOTH },
  { id: 'replace-binary', title: 'replace a program of the image', command: 'cp /suid/sysprobe /usr/bin/victim', plain: BOTH },
  { id: 'append-passwd', title: 'add a user to `/etc/passwd`', command: 'echo "evil::0:0::/:/bin/sh" >> /etc/passwd', plain: BOTH },
  { id: 'read-root-file', title: 'read a file that only root may read', command: 'cat /etc/shadow', plain: BOTH },
  {
    id: 'chown-to-root',
    title: 'give a file away, to root',
    command: 'rm -f /tmp/given && touch /tmp/given && chown 1:1 /tmp/given && chown 0:0 /tmp/given',
    plain: BOTH,
  },
  { id: 'setuid-program', title: 'be root by a setuid-root program', command: '/suid/sysprobe is-root', plain: BOTH, notOnlyForRoot: BOTH },
  {
    id: 'su',
    title: '`su` to root, who has no password',
    command: '/suid/busybox su root -c "test \\$(id -u) = 0"',
    plain: BOTH,
    notOnlyForRoot: BOTH,
  },
  { id: 'setuid', title: 'the system call `setuid(0)`', command: 'sysprobe setuid', plain: BOTH },
  { id: 'chroot', title: 'change its root directory', command: 'sysprobe chroot', plain: BOTH },
  { id: 'mknod', title: 'make a device file', command: 'sysprobe mknod', plain: ['containerd'], opened: 'privileged' },
  { id: 'raw-socket', title: 'open a raw socket', command: 'sysprobe raw-socket', plain: ['containerd'], opened: 'privileged' },
  { id: 'mount', title: 'mount a filesystem', command: 'sysprobe mount', plain: [], opened: 'privileged' },
  { id: 'remount', title: 'remount `/` so that it can be written', command: 'sysprobe remount', plain: [], opened: 'privileged' },
  {
    id: 'kill-neighbour',
    title: 'end a process of another container of the pod',
    command: 'kill -0 $(grep -l "sleep.98765432[1]" /proc/[0-9]*/cmdline | cut -d / -f 3)',
    plain: [],
    opened: 'shareProcessNamespace',
    tried: ['podman'],
  },
  { id: 'port-80', title: 'listen on port 80', command: 'sysprobe port-80', plain: BOTH },
  {
    id: 'token',
    title: 'read the token of the service account',
    command: 'cat /var/run/secrets/kubernetes.io/serviceaccount/token',
    plain: ['containerd'],
    notOnlyForRoot: ['containerd'],
  },
  forbiddenCall('unshare-user', 'make a user namespace, to be root in'),
  forbiddenCall('keyctl', 'the system call `keyctl`'),
  forbiddenCall('add-key', 'the system call `add_key`'),
  forbiddenCall('bpf', 'the system call `bpf`'),
  {
    ...forbiddenCall('io-uring', 'the system call `io_uring_setup`'),
    ours: ['containerd'],
    note: 'The default profile of containerd 1.7, which Debian has, lets `io_uring_setup` pass. That of containerd 2 does not.',
  },
];

/** Those that are tried in a runtime. */
export function attacksIn(runtime: Runtime): readonly Attack[] {
  return ATTACKS.filter(({ tried = BOTH }) => tried.includes(runtime));
}

/** The shell script that tries them. */
export function attackScript(): string {
  return ATTACKS.map(({ id, command }) => `attack ${id} '${command}'\n`).join('');
}
