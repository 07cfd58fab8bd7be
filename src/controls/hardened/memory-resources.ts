/*
 * Every container has a share of the node's memory, and a limit.
 *
 * Restricted fields: spec.{initContainers,containers}[*].resources.{requests,limits}.memory
 * Allowed values:    any quantity above 0
 *
 * No fix: how much an application needs, only its author knows.
 */
import { always, PodControl } from '../control';
import { requestAndLimit } from './resources';

export const memoryResources: PodControl = {
  id: 'memory-resources',
  title: 'A request and a limit for memory',
  level: 'hardened',
  severity: 'error',
  why: 'One container that grows without a limit takes the node\'s memory, and the kernel kills its neighbours.',
  remedy: 'write `memory` under `resources.requests` and `resources.limits`',
  checks: always(requestAndLimit('memory')),
};
