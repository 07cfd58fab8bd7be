/*
 * Only capabilities that Autopilot knows are added, by the names that it knows.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].securityContext.capabilities.add
 * Allowed values:    the names below, exactly, so without CAP_; undefined
 * Platforms:         gke-autopilot
 *
 * Source: the answer of its admission webhook, as in https://github.com/SumoLogic/sumologic-kubernetes-collection/issues/3437
 */
import { addedBeyond } from '../baseline/capabilities-baseline';
import { always, everyContainer, onPlatform, PodControl } from '../control';

const CAPABILITIES: ReadonlySet<unknown> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
  'SYS_PTRACE',
]);

const check = everyContainer((container) => addedBeyond(container, CAPABILITIES));

export const autopilotCapabilities: PodControl = {
  id: 'autopilot-capabilities',
  title: 'No capabilities but those of GKE Autopilot',
  level: 'hardened',
  severity: 'error',
  why: 'Autopilot refuses the pod, also where the capability is a good one by another name, such as CAP_CHOWN.',
  remedy: `remove it, or write one of ${[...CAPABILITIES].join(', ')}`,
  checks: always(onPlatform('gke-autopilot', check)),
};
