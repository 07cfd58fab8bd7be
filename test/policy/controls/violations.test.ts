import { podsOf } from '../../../src/formats/manifest/workload';
import { DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { Violation } from '../../../src/policy/controls/check';
import { both, listOf, removeFound } from '../../../src/policy/controls/violations';

const violation = (...path: (string | number)[]): Violation => ({ path, value: 1 });
const [A, B, C] = [violation('a'), violation('b'), violation('c')];

test('what two checks found is one list, in their order', () => {
  expect(both(undefined, undefined)).toEqual([]);
  expect(both(A, undefined)).toEqual([A]);
  expect(both([], B)).toEqual([B]);
  expect(both([A, B], C)).toEqual([A, B, C]);
  expect(listOf([A, B])).toEqual([A, B]);
});

test('what is found in a pod template and in its metadata is removed, and nothing else', () => {
  const metadata = () => ({ annotations: { a: '1', b: '2' } });
  const workload = (annotations: object, spec: object) => ({
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: metadata(), spec: { template: { metadata: { annotations }, spec } },
  });
  const object = workload({ a: '1', b: '2' }, { hostPID: true, hostIPC: true, containers: [{ name: 'x', tty: true, stdin: true }] });
  const place = ['spec', 'template'];
  const remove = removeFound(() => [
    violation(...place, 'metadata', 'annotations', 'a'), violation(...place, 'spec', 'hostPID'), violation(...place, 'spec', 'containers', 0, 'tty'),
  ]);
  podsOf(object).forEach((pod) => remove(pod, DEFAULT_CONTEXT));
  expect(object).toEqual(workload({ b: '2' }, { hostIPC: true, containers: [{ name: 'x', stdin: true }] }));
});
