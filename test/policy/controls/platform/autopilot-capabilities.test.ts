import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { autopilotCapabilities } from '../../../../src/policy/controls/platform/autopilot-capabilities';
import { PLATFORMS } from '../../../../src/policy/settings/target';
import { ODD_LISTS, PLACE, podWith } from '../hardened/pod-with';
import { found } from '../support';

const platform = 'gke-autopilot';
const adding = (add: unknown, list = CONTAINER_LISTS[1] as typeof CONTAINER_LISTS[number]) =>
  podWith({ securityContext: { capabilities: { add } } }, list);

it('accepts the fifteen capabilities that Autopilot allows', () => {
  const all = ['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'NET_RAW', 'SETFCAP', 'SETGID',
    'SETPCAP', 'SETUID', 'SYS_CHROOT', 'SYS_PTRACE'];
  expect(found(autopilotCapabilities, adding(all), undefined, { target: { platform } })).toEqual([]);
});

it.each(['NET_ADMIN', 'SYS_ADMIN', 'ALL', 'CAP_CHOWN', 'chown', ''])('refuses %p', (name) => {
  for (const list of CONTAINER_LISTS) {
    expect(found(autopilotCapabilities, adding(['CHOWN', name], list), undefined, { target: { platform } }))
      .toEqual([`${PLACE[list]}.securityContext.capabilities.add[1]`]);
  }
});

it.each([undefined, ...ODD_LISTS.filter((odd) => !Array.isArray(odd))])('an add list of %j has no findings', (add) => {
  expect(found(autopilotCapabilities, adding(add), undefined, { target: { platform } })).toEqual([]);
});

it.each(PLATFORMS.filter((other) => other !== platform))('%s has no such rule', (other) => {
  expect(found(autopilotCapabilities, adding(['SYS_ADMIN']), undefined, { target: { platform: other } })).toEqual([]);
});
