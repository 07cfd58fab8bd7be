import { serviceTargets } from '../../../../src/policy/controls/objects/service-targets';
import { found, violations } from '../support';

const service = (externalName: unknown, type = 'ExternalName') => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { type, externalName } });
const endpoints = (ip: unknown, field = 'addresses') => ({ apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'a' }, subsets: [{}, { [field]: [{ ip }] }] });
const slice = (...addresses: unknown[]) => ({ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: 'a' }, endpoints: [{ addresses }] });

test.each([
  ['localhost', 'medium'], ['db.localhost', 'medium'], ['127.0.0.1', 'medium'], ['169.254.1.1', 'medium'], ['169.254.169.254', 'high'], ['metadata.google.internal', 'high'],
  ['instance-data.ec2.internal', 'high'], ['Metadata', 'high'],
])('reports an ExternalName %s', (name, risk) => expect(violations(serviceTargets, service(name))).toMatchObject([{ path: ['spec', 'externalName'], risk }]));

test.each(['db.example.com', 'api.other.svc.cluster.local', '10.0.0.1', 'localhost.example.com', 'metadata.example.com', null, 7])('accepts an ExternalName %p', (name) => {
  expect(found(serviceTargets, service(name))).toEqual([]);
});

test('another type does not use the name', () => expect(found(serviceTargets, service('localhost', 'ClusterIP'))).toEqual([]));

test.each([['127.0.0.1'], ['127.1.2.3'], ['::1'], ['169.254.169.254'], ['fe80::1'], ['168.63.129.16'], ['fd00:ec2::254']])('reports the address %s', (address) => {
  expect(found(serviceTargets, endpoints(address))).toEqual(['subsets[1].addresses[0].ip']);
  expect(found(serviceTargets, endpoints(address, 'notReadyAddresses'))).toEqual(['subsets[1].notReadyAddresses[0].ip']);
  expect(found(serviceTargets, slice('10.0.0.1', address))).toEqual(['endpoints[0].addresses[1]']);
});

test.each(['10.0.0.1', '192.168.1.2', 'fd00::1', null, {}, 'text'])('accepts the address %p', (address) => {
  expect([found(serviceTargets, endpoints(address)), found(serviceTargets, slice(address))]).toEqual([[], []]);
});

test('an EndpointSlice may have names', () => expect(found(serviceTargets, slice('localhost'))).toEqual(['endpoints[0].addresses[0]']));
