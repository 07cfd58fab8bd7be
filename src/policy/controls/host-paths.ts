import { celIsIn, celList, celMatches, celPath } from './cel';
import { asObject, asString, isAbsent } from '../../formats/manifest/json';
import { isIn, normalizePath } from '../../formats/manifest/paths';

/** The sockets of container runtimes on the usual distributions, to find paths that contain them. `/var/run` is a link to `/run`. */
const RUNTIME_SOCKETS = [
  '/run/docker.sock',
  '/run/docker/containerd/containerd.sock',
  '/run/containerd/containerd.sock',
  '/run/k3s/containerd/containerd.sock',
  '/run/crio/crio.sock',
  '/run/podman/podman.sock',
];

/** The socket of a container runtime, by name, at any path: rootless runtimes have theirs below `/run/user`. */
const SOCKET_NAME = /\/(?:docker|docker-raw|dockershim|containerd|crio|cri-dockerd|podman)\.sock$/;

/** Directories that contain the node's programs, keys and kernel interfaces, or other pods' files. */
const SENSITIVE_DIRECTORIES = [
  '/bin', '/sbin', '/lib64',
  '/boot',
  '/dev',
  '/etc',
  '/lib/systemd',
  '/opt/cni',
  '/proc',
  '/root',
  '/sys',
  '/usr/bin', '/usr/sbin', '/usr/lib/systemd', '/usr/local/bin', '/usr/local/sbin',
  '/var/lib/cni',
  '/var/lib/containerd',
  '/var/lib/containers',
  '/var/lib/docker',
  '/var/lib/etcd',
  '/var/lib/kubelet',
  '/var/lib/rancher',
  '/var/spool/cron',
];

/** A CEL list with the path of a hostPath volume, empty for other volumes. The API server refuses a path with `..`. */
export const HOST_PATH = `(has(v.hostPath) ? [${celPath("v.hostPath.?path.orValue('')")}].map(p, `
  + 'p.matches(\'^/var/run(/|$)\') ? p.substring(4) : p) : [])';

/** `runtimeSocketAt` and `sensitiveDirectoryAt` of such a path, in CEL. */
export const IS_RUNTIME_SOCKET = `${celMatches('it', SOCKET_NAME)} || ${celList(RUNTIME_SOCKETS)}.exists(s, ${celIsIn('s', 'it')})`;
export const IS_SENSITIVE_DIRECTORY = `${celList(SENSITIVE_DIRECTORIES)}.exists(d, ${celIsIn('d', 'it')} || ${celIsIn('it', 'd')})`;

/** Whether a volume is a directory or file of the node. */
export function isHostPath(volume: unknown): boolean {
  return !isAbsent(asObject(volume).hostPath);
}

/** Whether a path is the socket of a container runtime. */
export function isRuntimeSocket(path: string): boolean {
  return runtimeSocketAt(path) === normalHostPath(path);
}

/** The socket of a container runtime at or below a path of the node. */
export function runtimeSocketAt(path: unknown): string | undefined {
  const normal = normalHostPath(path);
  return normal !== undefined && SOCKET_NAME.test(normal) ? normal : overlapping(RUNTIME_SOCKETS, normal);
}

/** The sensitive directory at, above or below a path of the node. */
export function sensitiveDirectoryAt(path: unknown): string | undefined {
  const normal = normalHostPath(path);
  return overlapping(SENSITIVE_DIRECTORIES, normal) ?? SENSITIVE_DIRECTORIES.find((directory) => normal && isIn(normal, directory));
}

function overlapping(places: readonly string[], path: string | undefined): string | undefined {
  return path === undefined ? undefined : places.find((place) => isIn(place, path));
}

function normalHostPath(path: unknown): string | undefined {
  const text = asString(path);
  return text === undefined ? undefined : normalizePath(text).replace(/^\/var\/run(?=\/|$)/, '/run');
}
