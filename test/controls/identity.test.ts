import { policyOn } from '../../src/controls/identity';
import { DEFAULT_POLICY } from '../../src/controls/policy';

test.each(['kubernetes', 'gke-autopilot'] as const)('on %s a workload of others needs ids as ours have them', (platform) => {
  expect(policyOn(platform)).toEqual({ ...DEFAULT_POLICY, platform, isThirdParty: true });
});

test.each(['openshift', 'openshift-v3'] as const)('on %s, which assigns ids, it needs none', (platform) => {
  expect(policyOn(platform)).toEqual({ ...DEFAULT_POLICY, platform, identity: {}, isThirdParty: true });
});
