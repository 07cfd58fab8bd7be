import { JsonObject } from '../../../../src/formats/manifest/json';
import { controlPlaneNodes } from '../../../../src/policy/controls/hardened/control-plane-nodes';
import { found, goodPod, violations } from '../support';
import { ODD_LISTS } from './pod-with';

const pod = (fields: JsonObject) => goodPod((spec) => Object.assign(spec, fields));
const ROLES = ['control-plane', 'master', 'etcd'].map((role) => `node-role.kubernetes.io/${role}`);
const required = (...matchExpressions: unknown[]) =>
  ({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{}, { matchExpressions }] } } } });
const preferred = (...matchExpressions: unknown[]) =>
  ({ affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions } }] } } });
const REQUIRED = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[1].matchExpressions';
const PREFERRED = 'spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions';

test.each(ROLES)('reports the role %s in tolerations, selectors and affinities', (key) => {
  expect(found(controlPlaneNodes, pod({ tolerations: [{ key: 'gpu' }, { key, operator: 'Exists', effect: 'NoSchedule' }] }))).toEqual(['spec.tolerations[1].key']);
  expect(found(controlPlaneNodes, pod({ nodeSelector: { zone: 'a', [key]: '' } }))).toEqual([`spec.nodeSelector["${key}"]`]);
  expect(found(controlPlaneNodes, pod(required({ key: 'zone', operator: 'Exists' }, { key, operator: 'In', values: [''] })))).toEqual([`${REQUIRED}[1].key`]);
  expect(found(controlPlaneNodes, pod(preferred({ key, operator: 'Exists' })))).toEqual([`${PREFERRED}[0].key`]);
});

test('reports every reference, a selector by its key', () => {
  const all = pod({ tolerations: [{ key: ROLES[0] }], nodeSelector: { [ROLES[1]]: '' }, ...required({ key: ROLES[0], operator: 'Exists' }) });
  expect(violations(controlPlaneNodes, all).map(({ allowKey }) => allowKey)).toEqual([`tolerations=${ROLES[0]}`, `nodeSelector=${ROLES[1]}=`, `nodeAffinity=${ROLES[0]}`]);
});

test.each<[string, JsonObject]>([
  ['an affinity that keeps the pod away', required({ key: ROLES[0], operator: 'DoesNotExist' }, { key: ROLES[1], operator: 'NotIn', values: [''] })],
  ['another role', { nodeSelector: { 'node-role.kubernetes.io/worker': '' }, tolerations: [{ key: 'node-role.kubernetes.io/worker' }] }],
  ['keys that only contain a role', { nodeSelector: { [`our-${ROLES[0]}`]: '', [`${ROLES[1]}-pool`]: '' } }],
  ['a key that is no text', { tolerations: [{ key: [ROLES[0]], operator: 'Exists' }] }],
  ['a toleration of all taints, which has its own control', { tolerations: [{ operator: 'Exists' }] }],
  ['other nodes', { nodeSelector: { 'kubernetes.io/os': 'linux' }, ...preferred({ key: 'zone', operator: 'In', values: ['a'] }) }],
])('accepts %s', (_, fields) => expect(found(controlPlaneNodes, pod(fields))).toEqual([]));

test.each(ODD_LISTS)('survives fields of %j', (odd) => {
  expect(found(controlPlaneNodes, pod({ tolerations: odd, nodeSelector: odd, affinity: odd }))).toEqual([]);
  expect(found(controlPlaneNodes, pod({ affinity: { nodeAffinity: odd } }))).toEqual([]);
  expect(found(controlPlaneNodes, pod(required(odd)))).toEqual([]);
});
