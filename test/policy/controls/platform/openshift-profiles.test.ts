import { openshiftProfiles } from '../../../../src/policy/controls/platform/openshift-profiles';
import { PlatformName } from '../../../../src/policy/settings/target';
import { found, goodContainer, goodPod } from '../support';

const PLACES = ['spec', 'spec.initContainers[0]', 'spec.containers[0]', 'spec.ephemeralContainers[0]'];

/** A pod with one field in the security context of the pod and of every container. */
const podWith = (field: string, value: unknown) => goodPod((spec) => {
  spec.ephemeralContainers = [goodContainer('debug')];
  for (const owner of [spec, spec.initContainers[0], spec.containers[0], spec.ephemeralContainers[0]]) {
    owner.securityContext[field] = value;
  }
});

describe.each<PlatformName>(['openshift', 'openshift-v3'])('in %s', (platform) => {
  it.each<[string, unknown, string]>([
    ['seccompProfile', { type: 'Localhost', localhostProfile: 'app.json' }, 'seccompProfile.type'],
    ['seLinuxOptions', { type: 'container_t' }, 'seLinuxOptions'],
    ['seLinuxOptions', { level: 's0:c123,c456' }, 'seLinuxOptions'],
    ['appArmorProfile', { type: 'RuntimeDefault' }, 'appArmorProfile.type'],
    ['appArmorProfile', { type: 'Localhost', localhostProfile: 'app' }, 'appArmorProfile.type'],
  ])('refuses %s: %j', (field, value, place) => {
    expect(found(openshiftProfiles, podWith(field, value), undefined, { target: { platform } })).toEqual(PLACES.map((owner) => `${owner}.securityContext.${place}`));
  });

  it.each([
    ['seccompProfile', { type: 'RuntimeDefault' }],
    ['seccompProfile', null],
    ['seLinuxOptions', {}],
    ['seLinuxOptions', { type: '', level: null }],
    ['appArmorProfile', {}],
    ['appArmorProfile', { type: null }],
  ])('accepts %s: %j', (field, value) => {
    expect(found(openshiftProfiles, podWith(field, value), undefined, { target: { platform } })).toEqual([]);
  });

  it.each(['seccompProfile', 'seLinuxOptions', 'appArmorProfile'])('survives any JSON in %s', (field) => {
    for (const odd of ['text', 7, [], [null], true]) {
      expect(found(openshiftProfiles, podWith(field, odd), undefined, { target: { platform } })).toEqual([]);
    }
  });

  it('refuses AppArmor annotations', () => {
    const key = 'container.apparmor.security.beta.kubernetes.io/main';
    const pod = goodPod((_, { metadata }) => { metadata.annotations = { other: 'x', [key]: 'runtime/default' }; });
    expect(found(openshiftProfiles, pod, undefined, { target: { platform } })).toEqual([`metadata.annotations["${key}"]`]);
  });
});

it.each<PlatformName>(['kubernetes', 'gke-autopilot'])('%s has no such rule', (platform) => {
  expect(found(openshiftProfiles, podWith('appArmorProfile', { type: 'RuntimeDefault' }), undefined, { target: { platform } })).toEqual([]);
});
