/*
 * The scheduler chooses the node.
 *
 * Restricted fields: spec.nodeName
 * Allowed values:    "", undefined
 */
import { asString } from '../../manifest/json';
import { always, at, NONE, PodControl } from '../control';

export const nodeName: PodControl = {
  id: 'node-name',
  title: 'No fixed node',
  level: 'hardened',
  severity: 'warning',
  why: 'With a node of its choice a pod goes past the scheduler, and so past taints, capacity and affinity.',
  remedy: 'remove it; use `nodeSelector` or `affinity`',
  checks: always((pod) => asString(pod.json.nodeName) ? [at(pod, ['nodeName'])] : NONE),
};
