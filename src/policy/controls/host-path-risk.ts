import { runtimeSocketAt, sensitiveDirectoryAt } from './host-paths';
import { Risk } from './risk';
import { asObject, asString, JsonObject } from '../../formats/manifest/json';
import { mountsOf } from '../../formats/manifest/mounts';
import { isIn, normalizePath } from '../../formats/manifest/paths';
import { PodView } from '../../formats/manifest/pod';

/** Files that every program of the node may read, and that contain no secrets. */
const HARMLESS = [
  '/etc/hostname', '/etc/hosts', '/etc/localtime', '/etc/machine-id', '/etc/os-release', '/etc/resolv.conf', '/etc/timezone',
  '/etc/ca-certificates', '/etc/pki/ca-trust', '/etc/pki/tls/certs', '/etc/ssl/certs', '/lib/modules', '/usr/lib/locale',
  '/usr/lib/os-release', '/usr/share', '/usr/src',
];

/**
 * Sensitive directories that an attacker can only use by writing: they contain programs and settings of the kernel. Other sensitive
 * directories contain keys.
 */
const OF_USE_TO_WRITERS = [
  '/bin', '/boot', '/lib/systemd', '/lib64', '/opt/cni', '/proc', '/sbin', '/sys',
  '/usr/bin', '/usr/lib/systemd', '/usr/local/bin', '/usr/local/sbin', '/usr/sbin',
];

export const RISKS_OF_HOST_PATHS = {
  critical: 'the root of the node, a socket of its container runtime, or a directory with its keys, its programs or other pods\' files',
  high: 'any other path that a container may write; read-only, a directory with programs of the node or settings of its kernel',
  medium: 'any other path, read-only',
  low: `read-only: ${HARMLESS.join(', ')}`,
} as const;

/** The risk of a hostPath volume of a pod. */
export function hostPathRisk(pod: PodView, volume: JsonObject): Risk {
  const path = asString(asObject(volume.hostPath).path);
  const normal = path === undefined ? '' : normalizePath(path);
  const isWritable = pod.containers.some((container) => mountsOf(container).some((mount) => mount.writable && mount.volume === volume));
  const isReadIn = (places: readonly string[]) => !isWritable && places.some((place) => isIn(normal, place));
  if (isReadIn(HARMLESS)) {
    return 'low';
  }
  if (sensitiveDirectoryAt(path) !== undefined || runtimeSocketAt(path) !== undefined) {
    return isReadIn(OF_USE_TO_WRITERS) ? 'high' : 'critical';
  }
  return isWritable ? 'high' : 'medium';
}
