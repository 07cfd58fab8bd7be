import { dnsPolicy } from '../../../src/controls/hardened/dns-policy';
import { found, goodPod } from '../support';

const pod = (value: unknown) => goodPod((spec) => { spec.dnsPolicy = value; });

test.each(['None'])('refuses %p', (value) => {
  expect(found(dnsPolicy, pod(value))).toEqual(['spec.dnsPolicy']);
});

test.each(['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'none', '', undefined, null, 7, {}])('accepts %p', (value) => {
  expect(found(dnsPolicy, pod(value))).toEqual([]);
});
