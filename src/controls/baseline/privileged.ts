/*
 * A privileged container has every capability and every device of its node.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].securityContext.privileged
 * Allowed values:    false, undefined
 * Versions:          1.0+
 */
import { childObject, fillIn } from '../../manifest/json';
import { always, at, everyContainer, fixEveryContainer, PodControl } from '../control';

export const privileged: PodControl = {
  id: 'privileged',
  title: 'No privileged container',
  level: 'pss-baseline',
  severity: 'error',
  why: 'A privileged container can do what root on the node can, so whoever breaks into it owns the node.',
  remedy: 'remove `privileged: true`; grant the single capability, device or host path that is needed instead',
  checks: always(everyContainer((container) => container.securityContext.privileged === true
    ? at(container, ['securityContext', 'privileged'])
    : undefined)),
  fix: fixEveryContainer((container) => fillIn(childObject(container.json, 'securityContext'), { privileged: false })),
};
