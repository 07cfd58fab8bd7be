import { hostNamespaces } from '../../../../src/policy/controls/baseline/host-namespaces';
import { found, goodPod, violations } from '../support';

const pod = (fields: object) => goodPod((spec) => Object.assign(spec, fields));

test('reports only the fields that are true', () => {
  expect(found(hostNamespaces, pod({ hostPID: true, hostIPC: false, hostNetwork: true }))).toEqual(['spec.hostNetwork', 'spec.hostPID']);
  expect(found(hostNamespaces, pod({ hostIPC: true }))).toEqual(['spec.hostIPC']);
});

test('the waiver value is the namespace, not "true"', () => {
  expect(violations(hostNamespaces, pod({ hostIPC: true }))).toEqual([{ path: ['spec', 'hostIPC'], value: true, allowKey: 'hostIPC' }]);
});

test.each(['true', 1, {}, [true], null])('%j is not true', (value) => {
  expect(found(hostNamespaces, pod({ hostNetwork: value, hostPID: value, hostIPC: value }))).toEqual([]);
});
