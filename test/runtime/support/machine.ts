/*
 * What the runtime tests need of the machine: a container runtime, as Debian packages it, and root. It installs what is
 * missing where it may. Where it may not, it fails: a test that was skipped proves nothing.
 */
import { appendFileSync, existsSync, readFileSync } from 'fs';
import { attempt, run } from './command';

/** A file of each Debian package that is needed, by which one sees that it is there. */
const PACKAGES: { readonly [name: string]: readonly string[] } = {
  'buildah': ['/usr/bin/buildah'],
  'busybox-static': ['/bin/busybox', '/usr/bin/busybox'],
  'catatonit': ['/usr/bin/catatonit', '/usr/libexec/podman/catatonit'],
  'conmon': ['/usr/bin/conmon'],
  'containerd': ['/usr/bin/containerd'],
  'debootstrap': ['/usr/sbin/debootstrap'],
  'gcc': ['/usr/bin/gcc'],
  'libc6-dev': ['/usr/include/stdlib.h'],
  'libcap2-bin': ['/usr/sbin/setcap', '/sbin/setcap'],
  'netavark': ['/usr/lib/podman/netavark', '/usr/libexec/podman/netavark'],
  'passwd': ['/usr/sbin/useradd'],
  'podman': ['/usr/bin/podman'],
  'runc': ['/usr/sbin/runc', '/usr/bin/runc'],
  'uidmap': ['/usr/bin/newuidmap'],
  'util-linux': ['/usr/bin/unshare'],
};

/** The user whose ids podman gives to pods with a user namespace of their own. */
const USER_OF_NAMESPACES = 'containers';

/**
 * Sees to it that the packages are there.
 *
 * @throws where they are not and cannot be installed; the message is the command that installs them.
 */
export function install(packages = PACKAGES): void {
  const missing = () => Object.keys(packages).filter((name) => !packages[name].some(existsSync));
  const wanted = missing();
  if (wanted.length === 0) {
    return;
  }
  const command = ['apt-get', 'install', '-y', '--no-install-recommends', ...wanted];
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(`The runtime tests run real containers, and what runs them is not here. On Debian, as root: ${command.join(' ')}`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env, timeout: 600_000 });
  run(command[0], ['-qq', ...command.slice(1)], { env, timeout: 600_000 });
  if (missing().length > 0) {
    throw new Error(`"${command.join(' ')}" ran, and yet these packages have none of the files that are looked for: ${missing().join(', ')}`);
  }
}

export function requireRoot(): void {
  if (process.getuid?.() !== 0) {
    throw new Error('The runtime tests need root, for user namespaces and for containerd: sudo npm run test:runtime');
  }
}

/** Gives podman ids for user namespaces. They are the upper half of all, where no user of the machine has any. */
export function allotIds(): void {
  if (!isListedIn('/etc/passwd')) {
    run('/usr/sbin/useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', USER_OF_NAMESPACES]);
  }
  for (const file of ['/etc/subuid', '/etc/subgid'].filter((name) => !isListedIn(name))) {
    appendFileSync(file, `${USER_OF_NAMESPACES}:2147483647:2147483648\n`);
  }
}

function isListedIn(file: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8').split('\n').some((line) => line.startsWith(`${USER_OF_NAMESPACES}:`));
}

/** What runs the containers, as far as it stays the same in one release of Debian. */
export function versions(): { readonly [program: string]: string } {
  const version = (command: string, option: string) => /\d+\.\d+/.exec(run(command, [option]))![0];
  return {
    ...Object.fromEntries(['podman', 'runc', 'containerd'].map((program) => [program, version(program, '--version')])),
  };
}

/** The most that a process may ask for: podman's own defaults are higher than what some machines grant. */
export function hardLimits(): { readonly files: string; readonly processes: string } {
  const [files, processes] = ['-Hn', '-Hu'].map((option) => attempt('bash', ['-c', `ulimit ${option}`]).stdout.trim());
  return { files, processes };
}
