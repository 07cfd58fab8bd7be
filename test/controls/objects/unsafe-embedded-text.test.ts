import { unsafeEmbeddedText } from '../../../src/controls/objects/unsafe-embedded-text';
import { unsafeEmbeddedTextRestricted } from '../../../src/controls/objects/unsafe-embedded-text-restricted';
import { JsonObject } from '../../../src/manifest/json';
import { found, violations } from '../support';

const configMap = (text: string): JsonObject => ({ apiVersion: 'v1', kind: 'ConfigMap', data: { 'ok.yaml': 'a: b', 'pod.yaml': text } });

test.each([
  'kind: Pod\nspec:\n  hostPID: true\n',
  '{"spec":{"containers":[{"securityContext":{"privileged": true}}]}}',
  'x: "{\\"privileged\\":true}"', 'securityContext: {privileged: yes}', '- "hostNetwork": on', 'hostIPC: True', 'hostNetwork:\n  enabled: true',
  '{{- if .Values.x }}\nprivileged: true\n{{ end }}', '--set securityContext.privileged=true',
  '- op: add\n  path: /spec/template/spec/hostNetwork\n  value: true\n', '[{"op":"add","path":"/a/privileged","value":true}]',
  'volumes:\n- hostPath:\n    path: /\n', 'hostPath: {type: Directory, path: /etc}', 'hostPath:\n  path: "{{ .x }}"', 'hostPath: /data',
  'capabilities:\n  add:\n  - CHOWN\n  - SYS_ADMIN\n', 'capabilities: {add: [ALL]}', '"add":["NET_ADMIN"]', 'add: [cap_sys_admin]', 'procMount: Unmasked',
  '[{"path":"/capabilities/add/-","value":"SYS_ADMIN"}]', 'add: ALL',
  '- path: /spec/hostPID\n  op: add\n  value: true\n', '- op: add\n  value: true\n  path: /spec/hostPID\n', '[{"value":true,"op":"add","path":"/spec/hostPID"}]',
  '- op: copy\n  from: /spec/x\n  path: /spec/hostPID\n', '[{"op":"move","path":"/spec/hostPID","from":"/spec/x"}]',
])('reports the unsafe setting in %j', (text) => {
  expect(found(unsafeEmbeddedText, configMap(text))).toEqual(['data["pod.yaml"]']);
});

test.each([
  'privileged: false', '# privileged: true', '  # hostPath: /x', 'unprivileged: true', 'privileged: trueish', 'runAsUser: 1000', 'runAsUser: 0.5', 'add: [NET_BIND_SERVICE]',
  'hostPath: null', 'hostPath:\n  type: string', 'hostPath: {}', 'container.privileged and true', 'address: ALL', 'add: [TEST, field]', 'add: [SYS_CAP_ADMIN]', 'add: ALLOW', '',
  '- op: test\n  value: true\n  path: /spec/x\n', '- op: copy\n  from: /spec/hostPID\n  path: /spec/x\n',
])('finds nothing in %j', (text) => {
  expect(found(unsafeEmbeddedText, configMap(text))).toEqual([]);
  expect(found(unsafeEmbeddedTextRestricted, configMap(text))).toEqual([]);
});

test.each<[string, JsonObject, string[]]>([
  ['binary data', { apiVersion: 'v1', kind: 'ConfigMap', binaryData: { a: Buffer.from('hostPID: true').toString('base64') } }, ['binaryData.a']],
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
    path: ['data', 'pod.yaml'], value: '(text)', allowKey: 'data["pod.yaml"]: hostPID: true', detail: 'line 3 of it sets `hostPID: true`',
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
