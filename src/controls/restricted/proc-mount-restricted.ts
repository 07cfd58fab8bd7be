/*
 * Under "restricted" /proc stays masked also in a user namespace.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].securityContext.procMount
 * Allowed values:    "Default", undefined
 * Versions:          1.35+, where the baseline control was relaxed
 */
import { procMount, unmasked } from '../baseline/proc-mount';
import { everyContainer, PodControl } from '../control';

export const procMountRestricted: PodControl = {
  ...procMount,
  id: 'proc-mount-restricted',
  title: 'Masked /proc, also in a user namespace',
  level: 'pss-restricted',
  checks: [{ since: 35, check: everyContainer(unmasked) }],
  overrides: ['proc-mount'],
};
