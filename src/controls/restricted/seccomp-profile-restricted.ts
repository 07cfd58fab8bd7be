import { ofContainers } from '../specification';
import { NAME_THE_SYSTEM } from './windows-remedy';
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
  remedyInCode: 'remove `seccompProfile`, or write `seccompProfile: { type: SeccompProfileType.RUNTIME_DEFAULT }` for every container',
  remedyOnWindows: NAME_THE_SYSTEM,
  spec: {
    rules: [
      { fields: ['spec.securityContext.seccompProfile.type'], allowed: 'RuntimeDefault, Localhost; since 1.25 anything in Windows pods' },
      {
        fields: [ofContainers('securityContext.seccompProfile.type')],
        allowed: 'RuntimeDefault, Localhost; undefined if the pod has one of them; since 1.25 anything in Windows pods',
      },
    ],
  },
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
