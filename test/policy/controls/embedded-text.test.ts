import { unsafeSettingsIn } from '../../../src/policy/controls/objects/embedded-text';
import { ForbiddingLevel } from '../../../src/policy/controls/objects/unsafe-values';

const settingsIn = (text: string, level: ForbiddingLevel = 'pss-baseline') => unsafeSettingsIn(text, level).map(({ setting, line }) => `${line} ${setting}`);

test.each<[string, string]>([
  ...['cap_add', 'cap-add', 'capAdd', 'addCapabilities', 'add-capabilities', 'capabilitiesAdd', 'capabilities_add', 'add']
    .map((key): [string, string] => [`${key}: [SYS_ADMIN]`, '1 capabilities.add: SYS_ADMIN']),
  ['cap-add: SYS_ADMIN', '1 capabilities.add: SYS_ADMIN'],
  ['capabilities: {add: [SYS_ADMIN]}', '1 capabilities.add: SYS_ADMIN'],
  ['hostPath: {path: /etc}', '1 hostPath: path /etc'],
  ['host_path: /etc', '1 host_path: /etc'],
  ['hostPath: "{{ .Values.path }}"', '1 hostPath: {{ .Values.path }}'],
  ['hostPath: $DIR', '1 hostPath: $DIR'],
  ['hostDisk: "  {{ x }}"', '1 hostDisk:   {{ x }}'],
  ['hostPort: 80', '1 hostPort: 80'],
  ['privileged:\n  enabled: true', '1 privileged: enabled true'],
  ['proc_mount: Unmasked', '1 proc_mount: Unmasked'],
  ['seccompProfile: {type: Unconfined}', '1 seccompProfile: type Unconfined'],
  ['spec.hostPID: true', '1 hostPID: true'],
  ['"securityContext.privileged": true', '1 privileged: true'],
  ['op: add\npath: /spec/hostPID\nvalue: true', '1 hostPID: value true'],
  ['- op: add\n  path: /spec/containers/0/securityContext/capabilities/add/-\n  value: SYS_ADMIN', '1 capabilities.add: SYS_ADMIN'],
  ['- op: add\n  path: /spec/containers/0/securityContext/capabilities\n  value: {add: [SYS_ADMIN]}', '1 capabilities.add: SYS_ADMIN'],
  ['- name: capabilities.add\n  value: "{SYS_ADMIN, CHOWN}"', '1 capabilities.add: SYS_ADMIN'],
])('a text with the YAML %j has %s', (text, setting) => expect(settingsIn(text)).toEqual([setting]));

test.each([
  'recap_add: [SYS_ADMIN]', 'cap_adder: [SYS_ADMIN]', 'capabilities: {drop: [SYS_ADMIN]}', 'hostPath: a{{ x }}', 'ghostPath: "{{ x }}"', 'hostPaths: "{{ x }}"',
  'host_port: 80', 'host-port: 80', 'ghost_port: 80', 'runAsUser: 0', 'openAPIV3Schema: {properties: {privileged: true}}', 'privileged true',
])('a text with the YAML %j has none', (text) => expect(settingsIn(text)).toEqual([]));

test('what only the level restricted forbids', () => {
  expect(settingsIn('runAsUser: 0', 'pss-restricted')).toEqual(['1 runAsUser: 0']);
  expect(settingsIn('- name: capabilities.add\n  value: "{SYS_ADMIN, CHOWN}"', 'pss-restricted')).toEqual(['1 capabilities.add: CHOWN']);
  expect(settingsIn('hostPath: "{{ .Values.path }}"', 'pss-restricted')).toEqual([]);
});

test.each<[string, string]>([
  ['a: "privileged: true"', '1 privileged: true'],
  ['a: 1\nb: "privileged: true"', '2 privileged: true'],
  ['"privileged: true"', '1 privileged: true'],
  ['--- "hostPID: true"', '1 hostPID: true'],
  ["---   'hostPID: true'", '1 hostPID: true'],
  ['--- |\n  hostPID: true\n', '2 hostPID: true'],
  ['hostNetwork=true', '1 hostNetwork: true'],
  ['const spec = {hostPID: true};', '1 hostPID: true'],
  ['pod(hostPID=true)', '1 hostPID: true'],
  ['a: |\n  b: 1\n  hostPID: true\nhostPID: true', '1 hostPID: true (2 times)'],
])('a text inside of the text %j is read, too: %s', (text, setting) => expect(settingsIn(text)).toEqual([setting]));
