import { metadataEgress } from '../../../../src/policy/controls/objects/metadata-egress';
import { found, violations } from '../support';

const policy = (spec: object) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p' }, spec: { podSelector: {}, ...spec } });
const egress = (...rules: unknown[]) => found(metadataEgress, policy({ policyTypes: ['Egress'], egress: rules }));
const block = (cidr: string, ...except: string[]) => ({ ipBlock: { cidr, except } });

test.each<[string[], unknown[]]>([
  [['spec.egress[0]'], [{}]],
  [['spec.egress[1]'], [{ to: [{ podSelector: {} }] }, { to: [] }]],
  [['spec.egress[0]'], [{ ports: [{ port: 1, endPort: 100 }] }]],
  [['spec.egress[0].to[1].ipBlock'], [{ to: [{ podSelector: {} }, block('0.0.0.0/0')] }]],
  [['spec.egress[0].to[0].ipBlock'], [{ to: [block('0.0.0.0/0', '10.0.0.0/8', '192.168.0.0/16')] }]],
  [['spec.egress[0].to[0].ipBlock'], [{ to: [block('169.254.0.0/16')] }]],
  [['spec.egress[0].to[0].ipBlock'], [{ to: [block('::/0')], ports: [{ port: 80 }] }]],
])('reports %j', (places, rules) => expect(egress(...rules)).toEqual(places));

test.each<[unknown[]]>([
  [[]], [[{ ports: [{ port: 443 }] }]], [[{ ports: [{ port: 53, protocol: 'UDP' }] }]], [[{ ports: [{ port: 80, protocol: 'UDP' }] }]],
  [[{ to: [{ namespaceSelector: {} }] }]], [[{ to: [block('0.0.0.0/0', '169.254.169.254/32')] }]], [[{ to: [block('0.0.0.0/0', '169.254.0.0/16')] }]],
  [[{ to: [block('10.0.0.0/8')] }]], [[{ to: [block('::/0', 'fc00::/7')] }]],
  // The API server refuses these.
  [[{ to: [block('0.0.0.0')] }]], [[{ to: [{}] }]],
])('accepts %j', (rules) => expect(egress(...rules)).toEqual([]));

test('a policy for ingress only says nothing about it', () => {
  expect(found(metadataEgress, policy({ policyTypes: ['Ingress'], egress: [{}] }))).toEqual([]);
  expect(found(metadataEgress, policy({ egress: [{}] }))).toEqual(['spec.egress[0]']);
  expect(found(metadataEgress, policy({ egress: null }))).toEqual([]);
  expect(found(metadataEgress, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' })).toEqual([]);
});

test('a waiver lists the block of addresses and its ports', () => {
  const pins = [{}, { ports: [{ port: 80 }] }].map((ports) =>
    violations(metadataEgress, policy({ policyTypes: ['Egress'], egress: [{ to: [block('169.254.0.0/16')], ...ports }] }))[0].allowKey);
  expect(pins).toEqual(['{"cidr":"169.254.0.0/16","except":[]} ports=[]', '{"cidr":"169.254.0.0/16","except":[]} ports=[{"port":80}]']);
  const [{ allowKey, detail }] = violations(metadataEgress, policy({ policyTypes: ['Egress'], egress: [{}] }));
  expect([allowKey, detail]).toEqual(['{}', 'it allows every address']);
});

test('the fix excepts the addresses of IPv4, as blocks', () => {
  expect(metadataEgress.remedy).toMatch(/169\.254\.169\.254\/32/);
  expect(metadataEgress.remedy).not.toContain('fd00');
});
