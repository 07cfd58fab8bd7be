/*
 * The priorities of the cluster's own components are left to them.
 *
 * Restricted fields: spec.priorityClassName
 * Allowed values:    anything that does not start with "system-"
 */
import { asString } from '../../manifest/json';
import { always, at, NONE, PodControl } from '../control';

export const priorityClass: PodControl = {
  id: 'priority-class',
  title: 'No system priority',
  level: 'hardened',
  severity: 'warning',
  why: 'A pod with a system priority evicts the pods of others, and is itself evicted last.',
  remedy: 'remove it, or name a PriorityClass of your own',
  checks: always((pod) => asString(pod.json.priorityClassName)?.startsWith('system-') ? [at(pod, ['priorityClassName'])] : NONE),
};
