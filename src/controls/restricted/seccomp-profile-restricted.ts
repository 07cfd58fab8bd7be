/*
 * Every container must have a seccomp profile: without one a kubelet runs it unconfined.
 *
 * Restricted fields: spec.securityContext.seccompProfile.type
 *                    spec.{initContainers,containers,ephemeralContainers}[*].securityContext.seccompProfile.type
 * Allowed values:    RuntimeDefault, Localhost; in containers also undefined where the pod has one of them
 * Versions:          1.19+; since 1.25 Windows pods are exempt
 */
import { childObject, fillIn, isAbsent } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { isConfined, seccompProfileBaseline } from '../baseline/seccomp-profile-baseline';
import { at, NONE, PodControl, Violation, Violations } from '../control';

const PROFILE = ['securityContext', 'seccompProfile'];

export const seccompProfileRestricted: PodControl = {
  id: 'seccomp-profile-restricted',
  title: 'A seccomp profile for every container',
  level: 'pss-restricted',
  severity: 'error',
  why: seccompProfileBaseline.why,
  remedy: 'write `seccompProfile: {type: RuntimeDefault}` for the pod',
  checks: [
    { since: 19, check },
    { since: 25, check: (pod) => pod.isWindows ? NONE : check(pod) },
  ],
  overrides: ['seccomp-profile-baseline'],
  fix: (pod) => fillIn(childObject(pod.json, 'securityContext'), { seccompProfile: { type: 'RuntimeDefault' } }),
};

function check(pod: PodView): Violations {
  const ofPod = pod.securityContext.seccompProfile;
  const isPodConfined = isConfined(ofPod);
  let found: Violation[] | undefined;
  if (!isAbsent(ofPod) && !isPodConfined) {
    (found ??= []).push(at(pod, [...PROFILE, 'type']));
  }
  for (const container of pod.containers) {
    const own = container.securityContext.seccompProfile;
    if (isAbsent(own) ? !isPodConfined : !isConfined(own)) {
      (found ??= []).push(at(container, isAbsent(own) ? PROFILE : [...PROFILE, 'type']));
    }
  }
  return found ?? NONE;
}
