import { fsGroup } from '../../../src/controls/hardened/fs-group';
import { harden } from '../../../src/engine/harden';
import { DEFAULT_SETTINGS, PlatformName } from '../../../src/settings/settings';
import { found, goodPod } from '../support';

const podWith = (value: unknown, hostUsers?: unknown) => goodPod((spec) => {
  spec.securityContext.fsGroup = value;
  spec.hostUsers = hostUsers;
});
const WRONG = ['spec.securityContext.fsGroup'];

test.each<[unknown, unknown, string[]]>([
  [1000, undefined, []],
  [0, undefined, WRONG],
  [0, true, WRONG],
  [0, false, []],
  [undefined, undefined, WRONG],
  [null, false, WRONG],
])('an fsGroup of %p with hostUsers: %p', (value, hostUsers, expected) => {
  expect(found(fsGroup, podWith(value, hostUsers))).toEqual(expected);
});

test.each<[PlatformName, string[]]>([['kubernetes', WRONG], ['gke-autopilot', WRONG], ['openshift', []], ['openshift-v3', []]])(
  'root\'s group on %s', (platform, expected) => {
    expect(found(fsGroup, podWith(0), undefined, { platform })).toEqual(expected);
  });

test('none is missing where the policy has none', () => {
  expect(found(fsGroup, podWith(undefined), undefined, { identity: { user: 1000, group: 1000 } })).toEqual([]);
});

test.each([[undefined, 7], [null, 7], [0, 0], [1000, 1000]])('the fix makes %p %p', (value, expected) => {
  const settings = { ...DEFAULT_SETTINGS, identity: { fsGroup: 7 } };
  const once = harden(podWith(value), settings).manifest as any;
  expect(once.spec.securityContext.fsGroup).toBe(expected);
  expect(harden(once, settings).manifest).toEqual(once);
});
