import { childObject, fillIn, isAbsent } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { onlyAllows } from '../admission';
import { CONFINED, CONFINING, isConfined, seccompProfileBaseline } from '../baseline/seccomp-profile-baseline';
import { celEffective, celList, IS_WINDOWS, SPEC } from '../cel';
import { PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyOwner } from '../violations';
import { NAME_THE_SYSTEM } from './windows-remedy';

const PROFILE = ['securityContext', 'seccompProfile'];

const check = everyOwner((owner) => {
  const { seccompProfile: own } = owner.securityContext;
  if (!isAbsent(own)) {
    return isConfined(own) ? undefined : at(owner, [...PROFILE, 'type']);
  }
  return owner instanceof ContainerView && !isConfined(owner.pod.securityContext.seccompProfile) ? at(owner, PROFILE) : undefined;
});

export const seccompProfileRestricted: PodControl = {
  id: 'seccomp-profile-restricted',
  title: 'A seccomp profile for every container',
  level: 'pss-restricted',
  risk: 'medium',
  why: seccompProfileBaseline.why,
  remedy: 'write `seccompProfile: {type: RuntimeDefault}` for the pod',
  remedyInCode: 'write `seccompProfile: { type: SeccompProfileType.RUNTIME_DEFAULT }` for every container',
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
  admission: [
    ...onlyAllows(['spec.securityContext.seccompProfile.type'], CONFINED, { unless: IS_WINDOWS }),
    {
      each: 'container',
      violates: `!(${IS_WINDOWS}) && !(${celEffective('seccompProfile.?type', '\'\'')} in ${celList(CONFINING)})`,
      value: 'c.?securityContext.?seccompProfile.?type.orValue(\'\')',
      missing: '!c.?securityContext.?seccompProfile.hasValue()',
    },
  ],
  reads: { fields: ['containers[*].securityContext.seccompProfile', 'spec.os', 'spec.securityContext.seccompProfile'] },
  checks: [
    { since: 19, check },
    { since: 25, check: (pod, context) => pod.isWindows ? undefined : check(pod, context) },
  ],
  replaces: ['seccomp-profile-baseline'],
  // A container without a profile uses the profile of the pod.
  followsFromPod: ({ path }) => path.at(-1) === 'seccompProfile',
  overrideUnsafe: (pod) => {
    for (const { securityContext } of [pod, ...pod.containers]) {
      if (!isAbsent(securityContext.seccompProfile) && !isConfined(securityContext.seccompProfile)) {
        securityContext.seccompProfile = { type: 'RuntimeDefault' };
      }
    }
  },
  filling: [{
    each: 'pod',
    when: `!${SPEC}.?securityContext.?seccompProfile.hasValue() && `
      + 'variables.containers.exists(c, !c.?securityContext.?seccompProfile.hasValue())',
    path: 'securityContext/seccompProfile',
    value: '{\'type\': \'RuntimeDefault\'}',
  }],
  fix: (pod, { notes: { isNotHardenedKind } }) => {
    // A third-party pod gets no profile if all of its containers have one.
    if (!isNotHardenedKind || pod.containers.some(({ securityContext }) => isAbsent(securityContext.seccompProfile))) {
      fillIn(childObject(pod.json, 'securityContext'), { seccompProfile: { type: 'RuntimeDefault' } });
    }
  },
};
