import { nodeName } from '../../../../src/policy/controls/hardened/node-name';
import { found, goodPod } from '../support';

const pod = (value: unknown) => goodPod((spec) => { spec.nodeName = value; });

test.each(['node-1'])('refuses %p', (value) => {
  expect(found(nodeName, pod(value))).toEqual(['spec.nodeName']);
});

test.each(['', undefined, null, 7, {}])('accepts %p', (value) => {
  expect(found(nodeName, pod(value))).toEqual([]);
});
