import { priorityClass } from '../../../../src/policy/controls/hardened/priority-class';
import { found, goodPod } from '../support';

const pod = (value: unknown) => goodPod((spec) => { spec.priorityClassName = value; });

test.each(['system-node-critical', 'system-cluster-critical', 'system-'])('refuses %p', (value) => {
  expect(found(priorityClass, pod(value))).toEqual(['spec.priorityClassName']);
});

test.each(['high', 'my-system-class', 'system', '', undefined, null, 7, {}])('accepts %p', (value) => {
  expect(found(priorityClass, pod(value))).toEqual([]);
});
