import { entryOf, forbiddenCapabilities, isUnsafeValue, plainKey, unsafeStep } from '../../../src/policy/controls/objects/unsafe-values';

test.each([0, '0', ' 0 ', '00', '000', '0x0', '0o00', '0b0'])('runAsUser: %j is root', (value) => expect(isUnsafeValue('runAsUser', value, 'pss-restricted')).toBe(true));
test.each([1, '1', '10', '01', '0x', '0y0', '0x01', '0 1', 'a0', '0a', '', ['0'], null])('runAsUser: %j is not root', (value) => {
  expect(isUnsafeValue('runAsUser', value, 'pss-restricted')).toBe(false);
});

test.each([
  'Unmasked', '${X:-Unmasked}', '${X-Unmasked}', '${LONG_NAME:=Unmasked}', ' ${X:-Unmasked} ', '${X:- Unmasked }', '${X:-"Unmasked"}', "${X:-'Unmasked'}", '${X:-(Unmasked)}', '${X:-${Y:-Unmasked}}',
  '{{ .x | default "Unmasked" }}', '  {{  .x  |  default   "Unmasked"  }}  ', "{{- default 'Unmasked' .x -}}", '{{Unmasked}}', '{{ default (Unmasked) .x }}', '{{ default ("Unmasked") .x | quote }}',
  `${' '.repeat(489 - 6)}\${X:-Unmasked} `,
])('procMount: %j shows /proc', (value) => expect(isUnsafeValue('procMount', value, 'pss-baseline')).toBe(true));
test.each([
  'Default', 'a ${X:-Unmasked}', '${X:-Unmasked} a', '${X}', '${X:-a(Unmasked)}', '${X:-(Unmasked)a}', "${X:-a'Unmasked'}", "${X:-'Unmasked'a}", '${X:-"Unmasked\'}',
  'a {{ default "Unmasked" .x }}', '{{ default "Unmasked" .x }} a', '{{ .Unmasked }}', '{{ .x }}', `${' '.repeat(500)}\${X:-Unmasked}`, ['${X:-Unmasked}'],
])('procMount: %j is not known to show /proc', (value) => expect(isUnsafeValue('procMount', value, 'pss-baseline')).toBe(false));

test('a variable is read up to a length', () => {
  const ofLength = (length: number) => `${' '.repeat(length - 10)}\${X:-true}`;
  expect([499, 500].map((length) => isUnsafeValue('hostPID', ofLength(length), 'pss-baseline'))).toEqual([true, false]);
});

test.each<[string, string]>([
  ['hostPID', 'hostPID'], ['+(hostPID)', 'hostPID'], ['=(hostPID)', 'hostPID'], ['^(hostPID)', 'hostPID'], ['<(hostPID)', 'hostPID'], ['X(hostPID)', 'hostPID'], ['hostPID+', 'hostPID'], ['hostPID:', 'hostPID'],
  ['hostPID::', 'hostPID'], ['hostPID+:', 'hostPID'], ['hostPID+::', 'hostPID'], ['host+PID', 'host+PID'], ['host:PID', 'host:PID'],
])('%s is the key %s', (key, plain) => expect(plainKey(key)).toBe(plain));

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io';

test.each<[string, unknown, string | undefined]>([
  [`${APP_ARMOR}/a`, 'unconfined', `${APP_ARMOR}/a`], [`/metadata/annotations/${APP_ARMOR}~1a`, 'unconfined', `/metadata/annotations/${APP_ARMOR}~1a`], [APP_ARMOR, 'unconfined', APP_ARMOR],
  ['seccomp.security.alpha.kubernetes.io/pod', '${X:-unconfined}', 'seccomp.security.alpha.kubernetes.io/pod'], [`${APP_ARMOR}/a`, 'runtime/default', undefined], [`my${APP_ARMOR}/a`, 'unconfined', undefined],
  [`${APP_ARMOR}.example/a`, 'unconfined', undefined], ['container.name', 'unconfined', undefined],
  ['/spec/hostPID', true, 'hostPID'], ['spec.hostPID', 'true', 'hostPID'], ['spec.hostPID.enabled', true, 'hostPID'], ['spec.hostPID.disabled', true, undefined],
  ['securityContext.capabilities.add[0]', 'SYS_ADMIN', 'capabilities'], ['capabilities.add', '{SYS_TIME, SYS_ADMIN}', 'capabilities'], ['capabilities.drop', '{SYS_ADMIN}', undefined],
  ['volumes.hostPath.a.options.path', '/', 'hostPath'], ['volumes.hostPath.a.mount.path', '/', undefined], ['volumes.hostPath.a.options.path', 'a', undefined], ['ingress.path', '/', undefined],
])('an entry with the path %s and the value %j sets %s', (path, value, step) => {
  expect(unsafeStep(path, value, 'pss-baseline')).toBe(step);
  expect(unsafeStep(path, value, 'pss-restricted')).toBeUndefined();
});

test.each<[Record<string, unknown>, unknown]>([
  [{ op: 'add', path: '/a', value: 1 }, { path: '/a', value: 1 }], [{ name: 'a', value: false }, { path: 'a', value: false }], [{ key: 'a', value: 'b' }, { path: 'a', value: 'b' }],
  [{ location: 'a', parameters: { assign: { value: 1 } } }, { path: 'a', value: 1 }], [{ op: 'copy', from: '/b', path: '/a' }, { path: '/a', value: true }], [{ op: 'move', from: '/b', path: '/a' }, { path: '/a', value: true }],
  [{ op: 'copy', from: '/b', path: '/a', value: false }, { path: '/a', value: false }], [{ op: 'add', from: '/b', path: '/a' }, undefined], [{ op: 'copy', path: '/a' }, undefined], [{ op: 'copy', from: 7, path: '/a' }, undefined],
  [{ op: 'test', path: '/a', value: 1 }, undefined], [{ op: 'remove', path: '/a', value: 1 }, undefined], [{ name: 'A_NAME', value: 1 }, undefined], [{ name: 7, value: 1 }, undefined], [{ name: 'a' }, undefined],
])('%j is the entry %j', (entry, expected) => expect(entryOf(entry as never)).toEqual(expected));

test.each<[unknown, string[], string[]]>([
  [['SYS_ADMIN', 'cap_net_admin', 'CHOWN', 'NET_BIND_SERVICE'], ['SYS_ADMIN', 'NET_ADMIN'], ['CHOWN']], [['${X:-ALL}', 7, null, 'Basic Install'], ['ALL'], []], ['SYS_ADMIN', [], []],
])('of the capabilities %j, baseline forbids %j and restricted %j', (added, baseline, restricted) => {
  expect(forbiddenCapabilities(added, 'pss-baseline')).toEqual(baseline);
  expect(forbiddenCapabilities(added, 'pss-restricted')).toEqual(restricted);
});
