import { ContainerRequest } from './container';
import { RuntimeName } from './runtime-names';
import { escapePattern } from '../../../formats/manifest/escape-pattern';

/*
 * The restrictions of a hardened workload that a runtime does not set by itself. Both runs have them, so that operations that fail in a
 * workload also fail here. Only root keeps its capabilities.
 */

/**
 * Hardened workloads open the low ports that their containers declare. Which ports the program needs is unknown here, so all low ports are
 * open, as they are by default in Docker and containerd 2.
 */
const OPEN_PORTS = '--sysctl=net.ipv4.ip_unprivileged_port_start=0';

const NO_CAPABILITIES = '--cap-drop=all';
const NO_NEW_PRIVILEGES = '--security-opt=no-new-privileges';

/** Keeps podman from mounting several tmpfs for a program that looks like an init system. A kubelet mounts none. */
const LIKE_A_KUBELET = { podman: ['--systemd=false'], docker: [] };

/** Every hardened workload has a volume at this path, even if the image lacks the directory. */
const TEMPORARY = '/tmp';

/**
 * @param isRoot whether the program runs as root. It then keeps the default capabilities, because most such images change owners and then
 * step down to another user
 */
export function hardenedOptions(
  runtime: RuntimeName, { runOptions }: Pick<ContainerRequest, 'runOptions'>, isRoot = false,
): readonly string[] {
  return [
    ...LIKE_A_KUBELET[runtime],
    ...isRoot ? [] : [NO_CAPABILITIES],
    NO_NEW_PRIVILEGES,
    ...sharesNetwork(runOptions) ? [] : [OPEN_PORTS],
  ];
}

/** Whether the container shares a network with the host or another container, so that it has no network settings of its own. */
function sharesNetwork(runOptions: readonly string[]): boolean {
  return networksIn(runOptions).some((network) => /^(?:host$|container:|ns:)/.test(network))
    || runOptions.some((option) => option.startsWith('--pod='));
}

/** The networks that options of a runtime name. */
export function networksIn(runOptions: readonly string[]): readonly string[] {
  return runOptions.flatMap((option) => /^--net(?:work)?=(.*)$/.exec(option)?.[1] ?? []);
}

/**
 * The mount of /tmp, unless the user mounts something there: runtimes refuse two mounts at one path. With the mount, a rename out of /tmp
 * fails in the first run as it does in a hardened workload. Podman copies the image's files into the mount.
 */
export function temporaryMount(runOptions: readonly string[]): readonly string[] {
  return runOptions.some((option) => isMountAt(option, TEMPORARY)) ? [] : [`--tmpfs=${TEMPORARY}:exec,mode=1777`];
}

/** Whether an option of the runtime mounts something at a path. */
export function isMountAt(option: string, path: string): boolean {
  return new RegExp(`(?:^|[=:])${escapePattern(path)}/?(?:$|,|:(?!/))`).test(option);
}

/** Keeps podman from copying the image's files into a tmpfs. Kubernetes and Docker copy none. */
const NO_COPY = { podman: ',notmpcopyup', docker: '' };

/** A mount like an emptyDir: empty, owned by root, and writable for everyone. */
export function emptyMount(runtime: RuntimeName, path: string): string {
  return `--tmpfs=${path}:exec,mode=0777${NO_COPY[runtime]}`;
}

/** The options for a read-only root. By default, podman mounts several tmpfs beside it. */
export const READ_ONLY = { podman: ['--read-only', '--read-only-tmpfs=false'], docker: ['--read-only'] };
