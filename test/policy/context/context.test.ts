import { amended, DEFAULT_CONTEXT, thirdPartyContext } from '../../../src/policy/context/context';

test.each(['kubernetes', 'gke-autopilot'] as const)('on %s third-party workloads need the same ids as hardened ones', (platform) => {
  expect(thirdPartyContext(platform)).toEqual(amended(DEFAULT_CONTEXT, { target: { platform }, notes: { isNotHardenedKind: true } }));
});

test.each(['openshift', 'openshift-v3'] as const)('on %s, which assigns ids, third-party workloads need no ids', (platform) => {
  const parts = { target: { platform }, choices: { identity: {} }, notes: { isNotHardenedKind: true } };
  expect(thirdPartyContext(platform)).toEqual(amended(DEFAULT_CONTEXT, parts));
});
