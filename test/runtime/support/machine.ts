/*
 * What the runtime tests need of the machine, besides the packages of Debian in test/programs/pinned.ts.
 */
import { appendFileSync, existsSync, readFileSync } from 'fs';
import { attempt, run } from './command';
import { installedVersions } from '../../programs/debian';
import { RUNTIME_PACKAGES } from '../../programs/pinned';

/** The user whose ids podman gives to pods with a user namespace of their own. */
const USER_OF_NAMESPACES = 'containers';

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

/** What runs the containers, with the pinned version. */
export function versions(): Readonly<Record<'podman' | 'runc' | 'containerd', string>> {
  const { podman, runc, containerd } = RUNTIME_PACKAGES;
  const installed = installedVersions({ podman, runc, containerd });
  return { podman: installed.podman, runc: installed.runc, containerd: installed.containerd };
}

/** The most that a process may ask for: podman's own defaults are higher than what some machines grant. */
export function hardLimits(): { readonly files: string; readonly processes: string } {
  const [files, processes] = ['-Hn', '-Hu'].map((option) => attempt('bash', ['-c', `ulimit ${option}`]).stdout.trim());
  return { files, processes };
}

/** Settings of podman: limits as high as they may be, and nothing that needs systemd. */
export function containersConf(): string {
  const { files, processes } = hardLimits();
  return `[containers]
default_ulimits = ["nofile=${files}:${files}", "nproc=${processes}:${processes}"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
lock_type = "file"
`;
}
