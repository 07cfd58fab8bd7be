/*
 * The gid is none that the node gives to a group of its own.
 *
 * Restricted fields: spec.securityContext.runAsGroup
 *                    spec.{initContainers,containers,ephemeralContainers}[*].securityContext.runAsGroup
 * Allowed values:    above 10000; any with hostUsers: false; undefined and 0 are judged by group-id
 */
import { always, PodControl } from '../control';
import { lowIds } from './low-ids';

export const highGroupId: PodControl = {
  id: 'high-group-id',
  title: 'A gid above 10000',
  level: 'hardened',
  severity: 'warning',
  why: 'Whoever escapes from the container reads what the group with the same gid may read on the node.',
  remedy: 'give a gid above 10000 that the image works with, as 65532, or set `hostUsers: false`',
  checks: always(lowIds('runAsGroup')),
};
