import { thirdPartySettings } from '../../src/settings/platform';
import { DEFAULT_SETTINGS } from '../../src/settings/settings';

test.each(['kubernetes', 'gke-autopilot'] as const)('on %s a workload of others needs ids as ours have them', (platform) => {
  expect(thirdPartySettings(platform)).toEqual({ ...DEFAULT_SETTINGS, platform, isThirdParty: true });
});

test.each(['openshift', 'openshift-v3'] as const)('on %s, which assigns ids, it needs none', (platform) => {
  expect(thirdPartySettings(platform)).toEqual({ ...DEFAULT_SETTINGS, platform, identity: {}, isThirdParty: true });
});
