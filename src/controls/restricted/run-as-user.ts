/*
 * The uid must not be root's.
 *
 * Restricted fields: spec.securityContext.runAsUser
 *                    spec.{initContainers,containers,ephemeralContainers}[*].securityContext.runAsUser
 * Allowed values:    anything but 0; undefined
 * Versions:          1.23+; since 1.35 pods with hostUsers: false are exempt
 */
import { NONE, PodControl } from '../control';
import { everySecurityContext } from '../security-context';

const check = everySecurityContext('runAsUser', (uid) => uid === 0 ? [[]] : []);

export const runAsUser: PodControl = {
  id: 'run-as-user',
  title: 'No root uid',
  level: 'pss-restricted',
  severity: 'error',
  why: 'Uid 0 inside a container is uid 0 on the node, and owns what it finds there.',
  remedy: 'give the uid that the image is made for, or remove the field',
  checks: [
    { since: 23, check },
    { since: 35, check: (pod, settings) => pod.hasUserNamespace ? NONE : check(pod, settings) },
  ],
};
