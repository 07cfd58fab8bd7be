import { networkPolicy } from '../../../../src/policy/controls/hardened/network-policy';
import { factsAt } from '../../facts/known';
import { found, goodPod, violations } from '../support';

const labeled = (labels: unknown, change: (spec: any) => void = () => {}) => goodPod((spec, pod) => {
  pod.metadata.labels = labels;
  change(spec);
});

/** The settings of a pod beside other objects. */
const beside = (...objects: any[]) => ({ facts: factsAt('namespace shop', objects) });

const policy = (podSelector: unknown, namespace: string | undefined = 'shop') =>
  ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p', namespace }, spec: { podSelector } });

test.each([
  ['no policy', []],
  ['one of another namespace', [policy({}, 'other')]],
  ['one of no namespace', [policy({}, undefined as never), { ...policy({}), metadata: { name: 'p' } }].slice(1)],
  ['one that selects other pods', [policy({ matchLabels: { app: 'api' } })]],
  ['one with two labels, of which the pod has one', [policy({ matchLabels: { app: 'web', tier: 'front' } })]],
  ['one with an expression', [policy({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] })]],
  ['one with an unknown operator', [policy({ matchExpressions: [{ key: 'app', operator: 'Like', values: ['web'] }] })]],
  ['one for pods without the label', [policy({ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] })]],
  ['one whose labels the Pod has not', [policy({ matchLabels: { 'app': 'web', 'batch.kubernetes.io/job-name': 'x' } })]],
  ['one with an entry of policyTypes that the API server refuses', [{ ...policy({}), spec: { podSelector: {}, policyTypes: ['Egress', 'ingress'] } }]],
  ['one with a selector that is not one', [policy([])]],
  ['one with an operator without values', [policy({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: [] }] })]],
  ['one that another one replaces', [policy({}), policy({ matchLabels: { app: 'api' } })]],
  ['an object of another kind', [{ ...policy({}), kind: 'Policy' }]],
])('refuses a pod beside %s', (_, objects) => {
  expect(found(networkPolicy, labeled({ app: 'web' }), undefined, beside(...objects))).toEqual(['metadata.name']);
});

/** The API server refuses these, so that kubectl leaves the pods without a policy. */
test.each<[string, object, string]>([
  ['a peer without a selector', { ingress: [{ from: [{}] }] }, 'an entry of `from` names neither pods nor addresses'],
  ['a peer with a selector and addresses', { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] }] }, 'an entry of `to` has an ipBlock and a selector'],
  ['an address that is no range', { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0' } }] }] }, '"10.0.0.0" in ipBlock is not a CIDR block'],
  ['an exception outside of its range', { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '11.0.0.0/16'] } }] }] }, '"11.0.0.0/16" in except is not a part of 10.0.0.0/8'],
  ['an exception that is the whole range', { ingress: [{ from: [{ ipBlock: { cidr: 'fd00::/8', except: ['fd00::/8'] } }] }] }, '"fd00::/8" in except is not a part of fd00::/8'],
  ['an unknown protocol', { ingress: [{ ports: [{ port: 80, protocol: 'tcp' }] }] }, '"tcp" in ports is not TCP, UDP or SCTP'],
  ['a port that is none', { ingress: [{ ports: [{ port: 0 }] }] }, '"0" in ports is neither a port nor the name of one'],
  ['a number in quotes', { ingress: [{ ports: [{ port: '80' }] }] }, '"80" in ports is neither a port nor the name of one'],
  ['a range that ends before it begins', { ingress: [{ ports: [{ port: 80, endPort: 70 }] }] }, 'endPort "70" does not end a range that begins with a port'],
  ['a range without a beginning', { egress: [{ ports: [{ endPort: 70 }] }] }, 'endPort "70" does not end a range that begins with a port'],
  ['ports that are not a list', { egress: [{ ports: {} }] }, 'ports is not a list'],
  ['three policyTypes', { policyTypes: ['Ingress', 'Egress', 'Ingress'] }, 'policyTypes has more than two entries'],
  ['a label that nothing can have', { podSelector: { matchExpressions: [{ key: 'a b', operator: 'DoesNotExist' }] } }, 'podSelector is not a label selector'],
])('a policy with %s isolates nothing', (_, spec, refusal) => {
  const refused = { ...policy({}), spec: { podSelector: {}, ...spec } };
  expect(violations(networkPolicy, labeled({ app: 'web' }), undefined, beside(refused))).toMatchObject([{
    detail: `no NetworkPolicy selects the pods of good, except one that the API server refuses: ${refusal}`,
  }]);
});

test('a policy without a name isolates nothing', () => {
  const nameless = { ...policy({}), metadata: { namespace: 'shop' } };
  expect(found(networkPolicy, labeled({}), undefined, beside(nameless))).toEqual(['metadata.name']);
  expect(found(networkPolicy, labeled({}), undefined, beside({ ...nameless, metadata: { namespace: 'shop', generateName: 'p-' } }))).toEqual([]);
});

test.each([
  ['an empty selector', policy({})],
  ['every sort of peer and port', {
    ...policy({}),
    spec: {
      podSelector: { matchLabels: { 'app.kubernetes.io/name': '', 'a_b.C': '1.2_3' } },
      ingress: [
        { from: [{ podSelector: {} }, { namespaceSelector: {}, ipBlock: null }, { ipBlock: { cidr: '10.1.2.3/8', except: ['10.1.0.0/16'] } }, { ipBlock: { cidr: '::/0', except: ['fd00::/8'] } }] },
        { ports: [{}, { port: 80 }, { port: 80, endPort: 80, protocol: 'SCTP' }, { port: 'http-2' }, { protocol: 'UDP' }] },
      ],
    },
  }],
  ['a label', policy({ matchLabels: { app: 'web' } })],
  ['an expression', policy({ matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }, { key: 'app', operator: 'Exists' }] })],
  ['a policy of Cilium, which is not evaluated', { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'p', namespace: 'shop' } }],
  ['a policy of Calico for the cluster', { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name: 'p' } }],
])('accepts a pod beside a policy with %s', (_, object) => {
  expect(found(networkPolicy, labeled({ 'app': 'web', 'app.kubernetes.io/name': null, 'a_b.C': '1.2_3' }), undefined, beside(object))).toEqual([]);
});

const rules = (spec: object, name = 'p') => ({ ...policy({}), metadata: { name, namespace: 'shop' }, spec: { podSelector: {}, ...spec } });
const WORLD = { ipBlock: { cidr: '0.0.0.0/0' } };

test.each<[string, object[]]>([
  ['an empty rule', [rules({ ingress: [{}] })]],
  ['no peers', [rules({ ingress: [{ from: [] }] })]],
  ['no peers and no ports', [rules({ ingress: [{ from: null, ports: [] }] })]],
  ['every address', [rules({ policyTypes: ['Egress'], egress: [{ to: [{ podSelector: {} }, WORLD] }] })]],
  ['every address of IPv6', [rules({ policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '::/0', except: [] } }] }] })]],
  ['everything in both directions', [rules({ policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] })]],
  ['every port, one protocol after the other', [rules({ ingress: [{ ports: ['TCP', 'UDP', 'SCTP'].map((protocol) => ({ protocol })) }] })]],
  ['everything, beside one that allows nothing', [rules({ ingress: [] }, 'deny'), rules({ ingress: [{}] })]],
  ['half of the ports, beside one with the other half', [
    rules({ ingress: [{ ports: ['TCP', 'UDP', 'SCTP'].map((protocol) => ({ protocol, port: 1, endPort: 30000 })) }] }, 'a'),
    rules({ ingress: [{ ports: ['TCP', 'UDP', 'SCTP'].map((protocol) => ({ protocol, port: 30001, endPort: 65535 })) }] }, 'b'),
  ]],
])('refuses a pod beside a policy that allows %s', (_, objects) => {
  expect(found(networkPolicy, labeled({ app: 'web' }), undefined, beside(...objects))).toEqual(['metadata.name']);
});

test.each<[string, object[]]>([
  ['nothing', [rules({ ingress: [] })]],
  ['everything on one port', [rules({ ingress: [{ ports: [{ port: 80 }] }] })]],
  ['everything on all ports of TCP', [rules({ ingress: [{ ports: [{ protocol: 'TCP' }] }] })]],
  ['all pods of the cluster', [rules({ ingress: [{ from: [{ namespaceSelector: {} }] }] })]],
  ['every address but the metadata server', [rules({ policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } }] }] })]],
  ['everything in one direction, and nothing in the other', [rules({ policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [] })]],
  ['everything to other pods', [rules({ ingress: [] }), { ...rules({ ingress: [{}] }, 'other'), spec: { podSelector: { matchLabels: { app: 'api' } }, ingress: [{}] } }]],
])('accepts a pod beside a policy that allows %s', (_, objects) => {
  expect(found(networkPolicy, labeled({ app: 'web' }), undefined, beside(...objects))).toEqual([]);
});

test('names the policies that allow everything', () => {
  const detailBeside = (...objects: object[]) => violations(networkPolicy, labeled({ app: 'web' }), undefined, beside(...objects)).map(({ detail }) => detail);
  expect(detailBeside(rules({ ingress: [{}] }, 'open'))).toEqual(['NetworkPolicy "open" selects the pods of good and allows every connection']);
  expect(detailBeside(rules({ ingress: [{}] }, 'open'), rules({ ingress: [] }, 'deny'))).toEqual(['NetworkPolicies "open", "deny" together select the pods of good and allow every connection']);
});

test('says that the API server refuses a policy, and why', () => {
  const refused = { ...policy({}), spec: { podSelector: {}, policyTypes: ['ingress'] } };
  expect(violations(networkPolicy, labeled({ app: 'web' }), undefined, beside(refused))).toMatchObject([{
    detail: 'no NetworkPolicy selects the pods of good, except one that the API server refuses: "ingress" in policyTypes is not Ingress or Egress',
  }]);
});

test('says nothing where the other objects are not known, and of pods in the network of their node', () => {
  expect(found(networkPolicy, labeled({}))).toEqual([]);
  expect(found(networkPolicy, labeled({}, (spec) => { spec.hostNetwork = true; }), undefined, beside())).toEqual([]);
});

test.each([undefined, null, 'text', [], { app: 7 }])('reads the labels %j', (labels) => {
  expect(found(networkPolicy, labeled(labels), undefined, beside(policy({ matchLabels: { app: '7' } })))).toEqual(['metadata.name']);
  expect(found(networkPolicy, labeled(labels), undefined, beside(policy({})))).toEqual([]);
});

test('names the workload, which creates the pods', () => {
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } }, spec: { template: { metadata: { labels: { app: 'api' } }, spec: {} } } };
  const list = { apiVersion: 'v1', kind: 'List', items: [deployment] };
  // The labels of the Deployment itself do not count.
  expect(violations(networkPolicy, list, undefined, beside(policy({ matchLabels: { app: 'web' } })))).toMatchObject([{ path: ['items', 0, 'metadata', 'name'], value: 'web' }]);
  expect(found(networkPolicy, list, undefined, beside(policy({ matchLabels: { app: 'api' } })))).toEqual([]);
});
