import { JsonObject } from '../../../../src/formats/manifest/json';
import { unsafeEmbeddedText } from '../../../../src/policy/controls/objects/unsafe-embedded-text';
import { unsafeEmbeddedTextRestricted } from '../../../../src/policy/controls/objects/unsafe-embedded-text-restricted';
import { found, violations } from '../support';

const configMap = (text: string): JsonObject => ({ apiVersion: 'v1', kind: 'ConfigMap', data: { 'ok.yaml': 'a: b', 'pod.yaml': text } });

test.each([
  'kind: Pod\nspec:\n  hostPID: true\n',
  '{"spec":{"containers":[{"securityContext":{"privileged": true}}]}}',
  'x: "{\\"privileged\\":true}"', 'securityContext: {privileged: yes}', '- "hostNetwork": on', 'hostIPC: True', 'hostNetwork:\n  enabled: true',
  '{{- if .Values.x }}\nprivileged: true\n{{ end }}', '--set securityContext.privileged=true',
  '- op: add\n  path: /spec/template/spec/hostNetwork\n  value: true\n', '[{"op":"add","path":"/a/privileged","value":true}]',
  'volumes:\n- hostPath:\n    path: /\n', 'hostPath: {type: Directory, path: /etc}', 'hostPath:\n  path: "{{ .x }}"', 'hostPath: "{{ .x }}"', 'hostPath: ${X}', 'hostPath: /data',
  'capabilities:\n  add:\n  - CHOWN\n  - SYS_ADMIN\n', 'capabilities: {add: [ALL]}', '"add":["NET_ADMIN"]', 'add: [cap_sys_admin]', 'procMount: Unmasked',
  '[{"path":"/capabilities/add/-","value":"SYS_ADMIN"}]', 'add: ALL',
  '- path: /spec/hostPID\n  op: add\n  value: true\n', '- op: add\n  value: true\n  path: /spec/hostPID\n', '[{"value":true,"op":"add","path":"/spec/hostPID"}]',
  '- op: copy\n  from: /spec/x\n  path: /spec/hostPID\n', '[{"op":"move","path":"/spec/hostPID","from":"/spec/x"}]',
])('reports the unsafe setting in %j', (text) => {
  expect(found(unsafeEmbeddedText, configMap(text))).toEqual(['data["pod.yaml"]']);
});

test.each<[string, string, string]>([
  ['comments before the value', 'hostPID:\n  # a\n  # b\n  # c\n  # d\n  # e\n  true', 'hostPID: true'],
  ['an escape in the key', '"host\\u0050ID": true', 'hostPID: true'],
  ['a short escape', '"host\\x50ID": true', 'hostPID: true'],
  ['an escaped line break', '? "host\\\n  PID"\n: true', 'hostPID: true'],
  ['an escape in JSON', '{"host\\u0050ID": true}', 'hostPID: true'],
  ['a key of an anchor', 'a: &k hostPID\n*k : true', 'hostPID: true'],
  ['a value of an anchor', 'a: &on true\nhostPID: *on', 'hostPID: true'],
  ['a merge', 'a: &a {hostPID: true}\nspec: {<<: *a}', 'hostPID: true (2 times)'],
  ['a tag', 'hostPID: !!bool "true"', 'hostPID: true'],
  ['a key in base64', '!!binary aG9zdFBJRA==: true', 'hostPID: true'],
  ['a long anchor', `hostPID: &${'a'.repeat(100)} true`, 'hostPID: true'],
  ['a variable with a default', 'hostPID: ${X:-true}', 'hostPID: ${X:-true}'],
  ['a variable with a default in a list', 'spec: [{hostPID: "${X:=yes}"}]', 'hostPID: ${X:=yes}'],
  ['a template with a default', 'hostPID: "{{ .x | default true }}"', 'hostPID: {{ .x | default true }}'],
  ['an unquoted template with a default', 'hostPID: {{ .x | default true }}', 'hostPID: .x | default true'],
  ['a template with its default first', 'hostPID: "{{ default true .x }}"', 'hostPID: {{ default true .x }}'],
  ['a template without a choice', 'hostPID: "{{ true }}"', 'hostPID: {{ true }}'],
  ['a template with parentheses', 'hostPID: "{{ .x | default (true) }}"', 'hostPID: {{ .x | default (true) }}'],
  ['a variable in a variable', 'hostPID: ${X:-${Y:-true}}', 'hostPID: ${X:-${Y:-true}}'],
  ['a template with text', 'hostPID: "{{ .x | default \\"true\\" }}"', 'hostPID: {{ .x | default "true" }}'],
  ['a variable among capabilities', 'add: ["${X:-SYS_ADMIN}"]', 'capabilities.add: SYS_ADMIN'],
  ['a text in a text', 'a: |\n  b: |\n    "host\\u0050ID": true\n', 'hostPID: true'],
  ['a text in quotes', '"hostPID: true\\nhostIPC: false"', 'hostPID: true'],
  ['a template with an escape', '{{ if .x }}\n"host\\u0050ID": true\n{{ end }}', 'hostPID: true'],
  ['a document before one that cannot be read', '"host\\u0050ID": true\n---\na: b: c', 'hostPID: true'],
  ['a document after one that cannot be read', 'a: b: c\n---\n"host\\u0050ID": true', 'hostPID: true'],
  ['a key between the path and the value', '- op: add\n  path: /spec/hostPID\n  why: because\n  value: true', 'hostPID: value true'],
  ['a patch of an object', '- {op: add, path: /spec/template/spec, value: {containers: [{securityContext: {privileged: true}}]}}', 'privileged: true'],
  ['a patch of a path', '- {op: add, path: /spec/volumes/0/hostPath/path, value: /etc}', 'hostPath: value /etc'],
  ['a patch of capabilities', '- {op: add, path: /securityContext/capabilities/add/-, value: SYS_ADMIN}', 'capabilities.add: SYS_ADMIN'],
  ['a patch of a capability', '- {op: replace, path: /securityContext/capabilities, value: {add: [SYS_ADMIN, CHOWN]}}', 'capabilities.add: SYS_ADMIN'],
  ['a patch of seccomp', '- {op: replace, path: /securityContext/seccompProfile/type, value: Unconfined}', 'seccompProfile: value Unconfined'],
  ['an unconfined seccomp profile', 'securityContext: {seccompProfile: {type: Unconfined}}', 'seccompProfile: type Unconfined'],
  ['an unconfined AppArmor profile', 'appArmorProfile:\n  type: Unconfined', 'appArmorProfile: type Unconfined'],
  ['an annotation for AppArmor', 'metadata: {annotations: {container.apparmor.security.beta.kubernetes.io/app: unconfined}}',
    'container.apparmor.security.beta.kubernetes.io/app: unconfined'],
  ['an annotation for seccomp', 'seccomp.security.alpha.kubernetes.io/pod: unconfined', 'seccomp.security.alpha.kubernetes.io/pod: unconfined'],
  ['a patch of an annotation', '- {op: add, path: /metadata/annotations/container.apparmor.security.beta.kubernetes.io~1app, value: unconfined}',
    '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1app: value unconfined'],
  ['a port of the host', 'ports: [{containerPort: 80, hostPort: 80}]', 'hostPort: 80'],
  ['a seccomp profile in a template', '{{ if .x }}\nseccompProfile:\n  type: Unconfined\n{{ end }}', 'seccompProfile: type Unconfined'],
  ['an annotation in a template', '{{ if .x }}\ncontainer.apparmor.security.beta.kubernetes.io/app: unconfined\n{{ end }}',
    'apparmor.security.beta.kubernetes.io/app: unconfined'],
  ['a comment in capabilities of a template', '{{ if .x }}\nadd:\n# needed, not NET_ADMIN\n- SYS_ADMIN\n{{ end }}', 'capabilities.add: SYS_ADMIN'],
  ['an anchor of capabilities in a template', '{{ if .x }}\nadd: &add\n- SYS_ADMIN\n{{ end }}', 'capabilities.add: SYS_ADMIN'],
  ['a tag in capabilities of a template', '{{ if .x }}\nadd:\n- !!str SYS_ADMIN\n{{ end }}', 'capabilities.add: SYS_ADMIN'],
  ['a value of a template before a capability', 'add:\n- {{ .x }}\n- {{ include "caps" . }}\n- SYS_ADMIN', 'capabilities.add: SYS_ADMIN'],
  ['a comment in a patch of a template', '{{ if .x }}\n- op: add\n  path: /spec/hostPID\n  # for the agent\n  value: true\n{{ end }}', 'hostPID: value true'],
  ['a key in a patch of a template', '{{ if .x }}\n- path: /spec/hostPID\n  op: add\n  why: because\n  value: true\n{{ end }}', 'hostPID: op add why because value true'],
  ['a program that is YAML by chance', 'const spec = {hostPID: true};', 'hostPID: true'],
  ['a line of a program that is YAML by chance', 'if (x) { spec = {"hostPID": true', 'hostPID: true'],
  ['a key in brackets', 'spec["hostPID"] = True; x', 'hostPID: True'],
  ['a hidden field of Jsonnet', '{ spec+: { hostPID+:: true } }', 'hostPID: true'],
  ['a hidden field of Jsonnet in a program', 'local x = 1; { hostPID+:: true }', 'hostPID: true'],
  ['a default of Jinja', 'hostPID: {{ x | default(true) }}', 'hostPID: x | defaulttrue'],
  ['a port in a template', '{{ if .x }}\nhostPort: 80\n{{ end }}', 'hostPort: 80'],
])('%s does not hide a setting', (_, text, setting) => {
  expect(violations(unsafeEmbeddedText, configMap(text)).map(({ allowKey }) => allowKey)).toEqual([`data["pod.yaml"]: ${setting}`]);
});

test.each([
  ['a strategic merge patch', { patches: [{ patch: 'kind: Deployment\nspec: {template: {spec: {"host\\u0050ID": true}}}' }] }, 'patches[0].patch: hostPID: true'],
  ['a JSON patch', { patches: [{ target: { kind: 'Pod' }, patch: '- op: add\n  path: /spec/hostPID\n  x: y\n  value: true' }] }, 'patches[0].patch: hostPID: value true'],
  ['an old strategic merge patch', { patchesStrategicMerge: ['spec: {hostPID: ! true}'] }, 'patchesStrategicMerge[0]: hostPID: true'],
  ['an old JSON patch', { patchesJson6902: [{ patch: '[{"op": "add", "path": "/spec/host\\u0050ID", "value": true}]' }] }, 'patchesJson6902[0].patch: hostPID: value true'],
])('%s of a handwritten Kustomization is evaluated', (_, fields, allowKey) => {
  const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', ...fields };
  expect(violations(unsafeEmbeddedText, kustomization).map((violation) => violation.allowKey)).toEqual([allowKey]);
});

test('a text is evaluated at the lines of its settings', () => {
  const text = 'a: b\n---\nspec:\n  "host\\u0050ID":\n    # why\n    true\n---\na: b: c\nhostIPC: true';
  expect(violations(unsafeEmbeddedText, configMap(text)).map(({ detail }) => detail)).toEqual([
    'line 4 sets `hostPID: true`', 'line 9 sets `hostIPC: true`',
  ]);
});

test.each([
  'host_port: 5432', 'host-port: 80', 'hostPort: 0', 'hostPort: null', 'seccompProfile: {type: RuntimeDefault}', 'hostPID: ${X:-false}', 'hostPID: ${X}',
  'hostPID: "{{ .x | default false }}"', 'hostPID: {{ .x }}', 'hostPID: "{{ .x }}"', 'hostPID: "{{ .Values.true }}"', 'hostPID: "{{ include \\"true\\" . }}"', 'container.apparmor.security.beta.kubernetes.io/app: runtime/default',
  '- {op: remove, path: /spec/hostPID, value: true}', 'openAPIV3Schema: {properties: {privileged: {enabled: true}}}', 'a: "# hostPID: true"', 'add: {a: b}',
  'privileged: false', '# privileged: true', '  # hostPath: /x', 'unprivileged: true', 'privileged: trueish', 'runAsUser: 1000', 'runAsUser: 0.5', 'add: [NET_BIND_SERVICE]',
  'hostPath: null', 'hostPath:\n  type: string', 'hostPath: {}', 'container.privileged and true', 'address: ALL', 'add: [TEST, field]', 'add: [SYS_CAP_ADMIN]', 'add: ALLOW', '',
  '{{ x }}\n- name: hostPID\n  value: false\n- name: a\n  value: true', '{{ x }}\nadd:\n- NET_BIND_SERVICE\n# - SYS_ADMIN', '- op: test\n  value: true\n  path: /spec/x\n', '- op: copy\n  from: /spec/hostPID\n  path: /spec/x\n',
])('finds nothing in %j', (text) => {
  expect(found(unsafeEmbeddedText, configMap(text))).toEqual([]);
  expect(found(unsafeEmbeddedTextRestricted, configMap(text))).toEqual([]);
});

test.each<[string, JsonObject, string[]]>([
  ['binary data', { apiVersion: 'v1', kind: 'ConfigMap', binaryData: { a: Buffer.from('hostPID: true').toString('base64') } }, ['binaryData.a']],
  ['binary data in UTF-16', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    binaryData: {
      le: Buffer.from('\uFEFFhostPID: true', 'utf16le').toString('base64'), be: Buffer.from('\uFEFFhostPID: true', 'utf16le').swap16().toString('base64'),
    },
  }, ['binaryData.le', 'binaryData.be']],
  ['a Secret', { apiVersion: 'v1', kind: 'Secret', stringData: { a: 'hostPID: true' }, data: { b: Buffer.from('hostPID: true').toString('base64') } },
    ['stringData.a', 'data.b']],
  ['values of a chart', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', spec: { source: { helm: { values: 'privileged: true' } } } },
    ['spec.source.helm.values']],
  ['patches', { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', spec: { patches: [{ patch: 'spec:\n  hostPID: true' }] } },
    ['spec.patches[0].patch']],
  ['a ConfigMap without data', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 7 }, binaryData: null }, []],
  ['texts under names that begin like those for people', { apiVersion: 'example.com/v1', kind: 'Thing', spec: { 'summary-pod': 'privileged: true' } },
    ['spec.summary-pod']],
  ['a PersistentVolume, which has its own control', { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { annotations: { a: 'privileged: true' } } }, []],
  ['an evaluated pod', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: { template: { spec: { containers: [{ args: ['privileged: true'] }] } } } }, []],
])('searches %s', (_, object, places) => {
  expect(found(unsafeEmbeddedText, object)).toEqual(places);
});

test('reports the line in the text, and never repeats the rest of the text', () => {
  expect(violations(unsafeEmbeddedText, configMap('password: abc\nspec:\n  hostPID:   true\n'))).toEqual([{
    path: ['data', 'pod.yaml'], value: '(text)', allowKey: 'data["pod.yaml"]: hostPID: true', detail: 'line 3 sets `hostPID: true`',
  }]);
});

test.each([
  ['{"a":"{\\"hostPID\\":true}"}', 'hostPID: true'],
  ['a.privileged=true', 'privileged: true'],
  ['hostPath:\n    path: /etc', 'hostPath: path /etc'],
  ['add: [CHOWN, SYS_ADMIN]', 'capabilities.add: SYS_ADMIN'],
  ['privileged: true\n---\nprivileged: true', 'privileged: true (2 times)'],
  ['hostPID: !!bool true', 'hostPID: true'],
  ['hostPID: &a true', 'hostPID: true'],
  ['hostPID: # for the agent\n  true', 'hostPID: true'],
  ['hostPath: /etc  \n', 'hostPath: /etc'],
  ['- path: /spec/hostPID\n  value: true', 'hostPID: value true'],
])('the waiver value is the key and the setting, in any notation: %j', (text, setting) => {
  expect(violations(unsafeEmbeddedText, configMap(text))).toEqual([expect.objectContaining({ allowKey: `data["pod.yaml"]: ${setting}` })]);
});

test.each(['description', 'message', 'messageExpression', 'summary', 'example.com/description', 'policy.message', 'x-summary'])('ignores the text for people in %s', (name) => {
  expect(found(unsafeEmbeddedText, { apiVersion: 'example.com/v1', kind: 'Thing', spec: { [name]: 'privileged: true' } })).toEqual([]);
});

test('ignores annotations that repeat the object or waive findings', () => {
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{"hostPID":true}', 'cdk8s-hardened/waivers': '[{"allow":["hostPID: true"]}]' };
  expect(found(unsafeEmbeddedText, { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { annotations } })).toEqual([]);
});
