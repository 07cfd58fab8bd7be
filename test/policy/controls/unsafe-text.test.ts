import { searchText } from '../../../src/policy/controls/objects/unsafe-text';
import { ForbiddingLevel } from '../../../src/policy/controls/objects/unsafe-values';

function settings(text: string, level: ForbiddingLevel = 'pss-baseline'): readonly string[] {
  const found: string[] = [];
  searchText(text, level, (setting, line) => found.push(`${line} ${setting}`));
  return found;
}

test.each<[string, string]>([
  ['hostPID: true', '1 hostPID: true'], ['isPrivileged: true', '1 isPrivileged: true'], ['run_privileged = yes', '1 run_privileged: yes'], ['use-hostIPC: on', '1 use-hostIPC: on'], ['enableHostNetwork: y', '1 enableHostNetwork: y'],
  ['a\\nprivileged: true', '1 privileged: true'], ['\\thostPID: true', '1 hostPID: true'], ['{"hostPID":true}', '1 hostPID: true'], ['\\"hostPID\\": true', '1 hostPID: true'], ["a['hostPID'] = true", '1 hostPID: true'],
  ['a\r\nb\rc\n hostPID: true', '4 hostPID: true'], ['hostPID:: true', '1 hostPID: true'], ['hostPID+::: true', '1 hostPID: true'],
  ['"host\\u0050ID": true', '1 hostPID: true'], ['"host\\x50ID": true', '1 hostPID: true'], ['"host\\U00000050ID": true', '1 hostPID: true'], ['"h\\x6fstPID": true', '1 hostPID: true'], ['"h\\U0000006fstPID": true', '1 hostPID: true'],
  ['hostPID: &anchor true', '1 hostPID: true'], ['hostPID: !!bool true', '1 hostPID: true'], ['hostPID: # a note\n  true', '1 hostPID: true'], ['hostPID: &anchor !!bool true', '1 hostPID: true'],
  ['hostNetwork:\n  enabled: true', '1 hostNetwork: enabled true'], ['hostNetwork: {"enabled": true}', '1 hostNetwork: enabled true'], ['hostPID: ${NAME:-true}', '1 hostPID: $NAME -true'], ['hostPID: {{ .x | default true }}', '1 hostPID: .x | default true'],
  ['procMount: Unmasked', '1 procMount: Unmasked'], ['hostPath: /etc  }', '1 hostPath: /etc'], ['hostPath:\n  path: /etc', '1 hostPath: path /etc'], ['hostPath: {type: Directory, path: /etc}', '1 hostPath: type Directory path /etc'],
  ['hostPath:\n  type: ""\n  path: "/etc"', '1 hostPath: type path /etc'], ['hostDisk: {{ .x }}', '1 hostDisk: .x'], ['hostPath: $DIR', '1 hostPath: $DIR'],
  ['seccompProfile:\n  type: Unconfined', '1 seccompProfile: type Unconfined'], ['hostPort: 8080', '1 hostPort: 8080'],
  ['{"path":"/a/privileged","op":"add","value":true}', '1 privileged,op: add,value true'], ['path: /spec/hostPID\nop: add\nvalue: true', '1 hostPID: op add value true'],
  ['value: true\npath: /spec/hostPID', '1 value: true path /spec/hostPID'], ['value: true, op: add, path: /spec/hostPID', '1 value: true op add path /spec/hostPID'],
  ['op: copy\nfrom: /a\npath: /spec/hostPID', '1 op: copy from /a path /spec/hostPID'], ['op: move\npath: /spec/hostPID', '1 op: move path /spec/hostPID'], ['add: [CHOWN, SYS_ADMIN]', '1 capabilities.add: SYS_ADMIN'],
])('a text search finds in %j: %s', (text, setting) => expect(settings(text)).toEqual([setting]));

test.each<[string, string]>([
  ['allowPrivilegeEscalation: true', '1 allowPrivilegeEscalation: true'], ['run_as_user = 0', '1 run_as_user: 0'], ['runAsUser: 0x0', '1 runAsUser: 0x0'], ['add: [CHOWN, SYS_ADMIN]', '1 capabilities.add: CHOWN'],
])('at the level restricted, it finds in %j: %s', (text, setting) => expect(settings(text, 'pss-restricted')).toEqual([setting]));

test.each([
  'xprivileged: true', 'unprivileged: true', 'hostPID: false', 'hostPID == true', '# hostPID: true', 'host_network="true"', 'hostPath: data', 'hostPath: {type: Directory}', 'hostPort: 0', 'procMount: Default', 'seccompProfile: Unconfined',
  'value: true, hostPID', 'value: true\nname: /spec/hostPID', 'value: false\npath: /spec/hostPID', 'op: add\npath: /spec/hostPID', 'op: copy\nfrom: /spec/hostPID\npath: /a', 'hostNetwork:\n  disabled: true', 'add: [TEST]', 'address: [SYS_ADMIN]',
  '"host\\x10PID": true', '"host\\u1050ID": true',
])('a text search finds nothing in %j', (text) => expect(settings(text)).toEqual([]));
