import { nodeName } from '../../../../src/policy/controls/hardened/node-name';
import { found, goodPod } from '../support';

const pod = (value: unknown) => goodPod((spec) => { spec.nodeName = value; });

test.each(['node-1'])('refuses %p', (value) => {
  expect(found(nodeName, pod(value))).toEqual(['spec.nodeName']);
});

test.each(['', undefined, null, 7, {}])('accepts %p', (value) => {
  expect(found(nodeName, pod(value))).toEqual([]);
});

const HOSTNAME = 'kubernetes.io/hostname';
const term = (field: string, key: string, values: unknown = ['worker-1'], operator = 'In') => ({
  nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{}, { [field]: [{ key, operator, values }] }] } },
});
const withSpec = (fields: object, metadata: object = {}) => goodPod((spec, good) => {
  Object.assign(spec, fields);
  Object.assign(good.metadata, metadata);
});
const TERM = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[1]';

test('refuses a selector and an affinity for one node', () => {
  expect(found(nodeName, withSpec({ nodeSelector: { [HOSTNAME]: 'worker-1' } }))).toEqual([`spec.nodeSelector["${HOSTNAME}"]`]);
  expect(found(nodeName, withSpec({ affinity: term('matchFields', 'metadata.name') }))).toEqual([`${TERM}.matchFields[0]`]);
  expect(found(nodeName, withSpec({ affinity: term('matchExpressions', HOSTNAME) }))).toEqual([`${TERM}.matchExpressions[0]`]);
});

test.each<[object]>([
  [{ nodeSelector: { 'kubernetes.io/os': 'linux' } }], [{ affinity: term('matchExpressions', HOSTNAME, ['a', 'b']) }], [{ affinity: term('matchExpressions', HOSTNAME, ['a'], 'NotIn') }],
  [{ affinity: term('matchExpressions', 'topology.kubernetes.io/zone') }], [{ affinity: term('matchFields', 'metadata.name', null) }], [{ nodeSelector: null, affinity: 'text' }],
])('accepts %j', (fields) => expect(found(nodeName, withSpec(fields))).toEqual([]));

test('a DaemonSet chooses the node of each of its pods', () => {
  const owned = { ownerReferences: [{ kind: 'DaemonSet', name: 'agent' }] };
  expect(found(nodeName, withSpec({ affinity: term('matchFields', 'metadata.name') }, owned))).toEqual([]);
});
