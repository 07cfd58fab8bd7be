import { thirdPartySettings } from '../../../src/policy/settings/platform';
import { DEFAULT_SETTINGS } from '../../../src/policy/settings/settings';

test.each(['kubernetes', 'gke-autopilot'] as const)('on %s third-party workloads need the same ids as hardened ones', (platform) => {
  expect(thirdPartySettings(platform)).toEqual({ ...DEFAULT_SETTINGS, platform, isThirdParty: true });
});

test.each(['openshift', 'openshift-v3'] as const)('on %s, which assigns ids, third-party workloads need no ids', (platform) => {
  expect(thirdPartySettings(platform)).toEqual({ ...DEFAULT_SETTINGS, platform, identity: {}, isThirdParty: true });
});
