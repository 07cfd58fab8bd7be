import { openshiftUserNamespace } from '../../../../src/policy/controls/platform/openshift-user-namespace';
import { PlatformName } from '../../../../src/policy/settings/target';
import { violations, goodPod } from '../support';

const REQUIRED = 'write `hostUsers: false`, which restricted-v3 requires';
const FORBIDDEN = 'remove it, or set the platform openshift-v3 if you use OpenShift 4.21 or later';

it.each<[PlatformName, unknown, string | undefined]>([
  ['openshift', false, FORBIDDEN],
  ['openshift', true, undefined],
  ['openshift', undefined, undefined],
  ['openshift', null, undefined],
  ['openshift', 'false', undefined],
  ['openshift-v3', false, undefined],
  ['openshift-v3', true, REQUIRED],
  ['openshift-v3', undefined, REQUIRED],
  ['openshift-v3', null, REQUIRED],
  ['openshift-v3', 'false', REQUIRED],
  ['kubernetes', false, undefined],
  ['kubernetes', undefined, undefined],
  ['gke-autopilot', false, undefined],
  ['gke-autopilot', undefined, undefined],
])('evaluates %s with hostUsers: %p', (platform, hostUsers, remedy) => {
  const found = violations(openshiftUserNamespace, goodPod((spec) => { spec.hostUsers = hostUsers; }), undefined, { target: { platform } });
  expect(found.map((violation) => violation.remedy ?? openshiftUserNamespace.remedy)).toEqual(remedy ? [remedy] : []);
  expect(found.map(({ path }) => path)).toEqual(remedy ? [['spec', 'hostUsers']] : []);
});
