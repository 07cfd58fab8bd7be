import { autopilotUnknown } from '../../../../src/policy/controls/platform/autopilot-unknown';
import { PLATFORMS } from '../../../../src/policy/settings/target';
import { found, goodPod } from '../support';

const platform = 'gke-autopilot';
const podWith = (hostUsers: unknown, sysctls: unknown) => goodPod((spec) => {
  spec.hostUsers = hostUsers;
  spec.securityContext.sysctls = sysctls;
});
const SYSCTLS = 'spec.securityContext.sysctls';

it.each<[unknown, unknown, string[]]>([
  [undefined, undefined, []],
  [true, [], []],
  [null, null, []],
  ['false', 'text', []],
  [false, undefined, ['spec.hostUsers']],
  [undefined, [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }], [SYSCTLS]],
  [false, [{}], [SYSCTLS, 'spec.hostUsers']],
])('evaluates hostUsers: %j with sysctls: %j', (hostUsers, sysctls, expected) => {
  expect(found(autopilotUnknown, podWith(hostUsers, sysctls), undefined, { target: { platform } })).toEqual(expected);
});

it.each(PLATFORMS.filter((other) => other !== platform))('%s has no such rule', (other) => {
  expect(found(autopilotUnknown, podWith(false, [{}]), undefined, { target: { platform: other } })).toEqual([]);
});
