/*
 * The uid is none that the node gives to an account of its own.
 *
 * Restricted fields: spec.securityContext.runAsUser
 *                    spec.{initContainers,containers,ephemeralContainers}[*].securityContext.runAsUser
 * Allowed values:    above 10000; any with hostUsers: false; undefined and 0 are judged by user-id and run-as-user
 */
import { always, PodControl } from '../control';
import { lowIds } from './low-ids';

export const highUserId: PodControl = {
  id: 'high-user-id',
  title: 'A uid above 10000',
  level: 'hardened',
  severity: 'warning',
  why: 'Whoever escapes from the container owns what the account with the same uid owns on the node.',
  remedy: 'give a uid above 10000 that the image works with, as 65532, or set `hostUsers: false`',
  checks: always(lowIds('runAsUser')),
};
