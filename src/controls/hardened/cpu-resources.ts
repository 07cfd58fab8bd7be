/*
 * Every container has a share of the node's processors, and a limit.
 *
 * Restricted fields: spec.{initContainers,containers}[*].resources.{requests,limits}.cpu
 * Allowed values:    any quantity above 0
 *
 * No fix: how much an application needs, only its author knows.
 */
import { always, PodControl } from '../control';
import { requestAndLimit } from './resources';

export const cpuResources: PodControl = {
  id: 'cpu-resources',
  title: 'A request and a limit for CPU',
  level: 'hardened',
  severity: 'error',
  why: 'One container that computes without a limit, as a stolen one that mines coins, starves its neighbours on the node.',
  remedy: 'write `cpu` under `resources.requests` and `resources.limits`',
  checks: always(requestAndLimit('cpu')),
};
