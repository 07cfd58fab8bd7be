import { dnsPolicy } from '../../../../src/policy/controls/hardened/dns-policy';
import { found, goodPod } from '../support';

const pod = (value: unknown) => goodPod((spec) => { spec.dnsPolicy = value; });

test.each(['None'])('refuses %p', (value) => {
  expect(found(dnsPolicy, pod(value))).toEqual(['spec.dnsPolicy']);
});

test.each(['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'none', '', undefined, null, 7, {}])('accepts %p', (value) => {
  expect(found(dnsPolicy, pod(value))).toEqual([]);
});

test('refuses name servers of the pod with any policy', () => {
  const withServers = (settings: string) => goodPod((spec) => Object.assign(spec, { dnsPolicy: settings, dnsConfig: { nameservers: ['192.0.2.1', '192.0.2.2'] } }));
  const servers = ['spec.dnsConfig.nameservers[0]', 'spec.dnsConfig.nameservers[1]'];
  expect(found(dnsPolicy, withServers('ClusterFirst'))).toEqual(servers);
  expect(found(dnsPolicy, withServers('None'))).toEqual(['spec.dnsPolicy', ...servers]);
});

test.each([{ searches: ['a'] }, { options: [{ name: 'ndots', value: '1' }] }, { nameservers: [] }, { nameservers: 'x' }, null, 'x', []])(
  'accepts a dnsConfig of %j', (dnsConfig) => {
    expect(found(dnsPolicy, goodPod((spec) => { spec.dnsConfig = dnsConfig; }))).toEqual([]);
  });
