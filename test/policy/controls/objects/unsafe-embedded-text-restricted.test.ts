import { JsonObject } from '../../../../src/formats/manifest/json';
import { unsafeEmbeddedText } from '../../../../src/policy/controls/objects/unsafe-embedded-text';
import { unsafeEmbeddedTextRestricted } from '../../../../src/policy/controls/objects/unsafe-embedded-text-restricted';
import { found } from '../support';

const configMap = (text: string): JsonObject => ({ apiVersion: 'v1', kind: 'ConfigMap', data: { 'pod.yaml': text } });

test.each(['allowPrivilegeEscalation: true', '{"runAsUser": 0}', 'add: [CHOWN]', '- path: /x/runAsUser\n  value: 0',
  'runAsUser: 0x0', 'runAsUser: "{{ .x | default 0 }}"', '{{ if .x }}\nrunAsUser: 0x0\n{{ end }}', '"run\\u0041sUser": ${X:-0}'])('reports what restricted forbids in %j', (text) => {
  expect(found(unsafeEmbeddedTextRestricted, configMap(text))).toEqual(['data["pod.yaml"]']);
  expect(found(unsafeEmbeddedText, configMap(text))).toEqual([]);
});
