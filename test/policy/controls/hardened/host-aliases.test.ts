import { hostAliases } from '../../../../src/policy/controls/hardened/host-aliases';
import { found, goodPod } from '../support';

const pod = (value: unknown) => goodPod((spec) => { spec.hostAliases = value; });

test.each([[[{ ip: '192.0.2.1', hostnames: ['api'] }]], [[null]]])('refuses %p', (value) => {
  expect(found(hostAliases, pod(value))).toEqual(['spec.hostAliases']);
});

test.each([[], undefined, null, 'text', 7, {}])('accepts %p', (value) => {
  expect(found(hostAliases, pod(value))).toEqual([]);
});
