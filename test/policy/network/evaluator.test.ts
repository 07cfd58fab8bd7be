import { parse } from 'yaml';
import { Connection, Endpoint, isAllowed } from './evaluator';

// The evaluator of these tests, on the named cases of https://kubernetes.io/docs/concepts/services-networking/network-policies/

const pod = (name: string, labels: { [name: string]: string } = {}, namespace = 'default', ip = '10.1.0.1'): Endpoint => ({ name, labels, namespace, ip });
const address = (ip: string): Endpoint => ({ name: ip, ip });
const policy = (spec: string) => [{ metadata: { namespace: 'default' }, spec: parse(spec) }];
const web = pod('web', { app: 'web' });
const db = pod('db', { role: 'db' });
const both = (spec: string): [boolean, boolean] => [
  isAllowed({ policies: policy(spec) }, { from: address('203.0.113.1'), to: web, port: 80 }),
  isAllowed({ policies: policy(spec) }, { from: web, to: address('203.0.113.1'), port: 80 }),
];

it.each([
  ['no policy selects the pod', 'podSelector: { matchLabels: { app: other } }', [true, true]],
  ['default deny all ingress traffic', 'podSelector: {}\npolicyTypes: [Ingress]', [false, true]],
  ['allow all ingress traffic', 'podSelector: {}\ningress: [{}]\npolicyTypes: [Ingress]', [true, true]],
  ['default deny all egress traffic', 'podSelector: {}\npolicyTypes: [Egress]', [true, false]],
  ['allow all egress traffic', 'podSelector: {}\negress: [{}]\npolicyTypes: [Egress]', [true, true]],
  ['default deny all ingress and all egress traffic', 'podSelector: {}\npolicyTypes: [Ingress, Egress]', [false, false]],
  ['without policyTypes, and without egress rules', 'podSelector: {}', [false, true]],
  ['without policyTypes, and with egress rules', 'podSelector: {}\negress: [{ ports: [{ port: 443 }] }]', [false, false]],
])('evaluates the case "%s"', (_, spec, expected) => {
  expect(both(spec)).toEqual(expected);
});

describe('the NetworkPolicy "test-network-policy"', () => {
  const policies = policy(`
    podSelector: { matchLabels: { role: db } }
    policyTypes: [Ingress, Egress]
    ingress:
      - from:
          - ipBlock: { cidr: 172.17.0.0/16, except: [172.17.1.0/24] }
          - namespaceSelector: { matchLabels: { project: myproject } }
          - podSelector: { matchLabels: { role: frontend } }
        ports: [{ protocol: TCP, port: 6379 }]
    egress:
      - to: [{ ipBlock: { cidr: 10.0.0.0/24 } }]
        ports: [{ protocol: TCP, port: 5978 }]`);
  const cluster = { policies, namespaces: { ours: { project: 'myproject' } } };

  it.each<[string, Connection, boolean]>([
    ['a frontend of the namespace', { from: pod('f', { role: 'frontend' }), to: db, port: 6379 }, true],
    ['another port', { from: pod('f', { role: 'frontend' }), to: db, port: 6380 }, false],
    ['another protocol', { from: pod('f', { role: 'frontend' }), to: db, port: 6379, protocol: 'UDP' }, false],
    ['a frontend of another namespace', { from: pod('f', { role: 'frontend' }, 'other'), to: db, port: 6379 }, false],
    ['any pod of a namespace with the label', { from: pod('x', {}, 'ours'), to: db, port: 6379 }, true],
    ['another pod of the namespace', { from: web, to: db, port: 6379 }, false],
    ['an address of the block', { from: address('172.17.0.1'), to: db, port: 6379 }, true],
    ['an address that the block excepts', { from: address('172.17.1.1'), to: db, port: 6379 }, false],
    ['an address outside of the block', { from: address('172.18.0.1'), to: db, port: 6379 }, false],
    ['to an address of the block', { from: db, to: address('10.0.0.9'), port: 5978 }, true],
    ['to another port there', { from: db, to: address('10.0.0.9'), port: 443 }, false],
    ['to an address outside of it', { from: db, to: address('10.0.1.9'), port: 5978 }, false],
    ['between other pods', { from: web, to: pod('w', { app: 'web' }), port: 1 }, true],
  ])('decides about a connection: %s', (_, connection, expected) => {
    expect(isAllowed(cluster, connection)).toBe(expected);
  });
});

it.each([
  ['one entry with both selectors: AND', '[{ namespaceSelector: { matchLabels: { user: alice } }, podSelector: { matchLabels: { role: client } } }]', [true, false, false]],
  ['two entries: OR', '[{ namespaceSelector: { matchLabels: { user: alice } } }, { podSelector: { matchLabels: { role: client } } }]', [true, true, true]],
  ['namespaces by an expression', '[{ namespaceSelector: { matchExpressions: [{ key: user, operator: In, values: [alice, bob] }] } }]', [true, true, false]],
  ['a namespace by its name', '[{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: alice } } }]', [true, true, false]],
])('evaluates %s', (_, from, expected) => {
  const cluster = { policies: policy(`podSelector: {}\ningress: [{ from: ${from} }]`), namespaces: { alice: { user: 'alice' } } };
  const client = { role: 'client' };
  const peers = [pod('c', client, 'alice'), pod('o', {}, 'alice'), pod('c', client)];
  expect(peers.map((peer) => isAllowed(cluster, { from: peer, to: web, port: 80 }))).toEqual(expected);
});

it('targets a range of ports, and ports by name', () => {
  const cluster = { policies: policy('podSelector: {}\negress: [{ ports: [{ protocol: TCP, port: 32000, endPort: 32768 }, { port: http }] }]\npolicyTypes: [Egress]') };
  const server = { ...address('10.0.0.1'), named: { http: 8080 } };
  const allowed = [31999, 32000, 32768, 32769, 8080].filter((port) => isAllowed(cluster, { from: web, to: server, port }));
  expect(allowed).toEqual([32000, 32768, 8080]);
});
