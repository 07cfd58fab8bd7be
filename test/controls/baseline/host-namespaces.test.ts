import { hostNamespaces } from '../../../src/controls/baseline/host-namespaces';
import { found, goodPod, violations } from '../support';

const pod = (fields: object) => goodPod((spec) => Object.assign(spec, fields));

test('names the fields that are true, and no others', () => {
  expect(found(hostNamespaces, pod({ hostPID: true, hostIPC: false, hostNetwork: true }))).toEqual(['spec.hostNetwork', 'spec.hostPID']);
  expect(found(hostNamespaces, pod({ hostIPC: true }))).toEqual(['spec.hostIPC']);
});

test('is pinned by the namespace, not by true', () => {
  expect(violations(hostNamespaces, pod({ hostIPC: true }))).toEqual([{ path: ['spec', 'hostIPC'], value: true, allowKey: 'hostIPC' }]);
});

test.each(['true', 1, {}, [true], null])('%j is not true', (value) => {
  expect(found(hostNamespaces, pod({ hostNetwork: value, hostPID: value, hostIPC: value }))).toEqual([]);
});
