import { probePorts } from '../../../../src/policy/controls/startup/probe-ports';
import { found, goodPod, violations } from '../support';

const PORTS = [{ name: 'http', containerPort: 8080 }, { containerPort: 9090 }];
const podWith = (fields: object, ports: unknown = PORTS, list = 'containers') => goodPod((spec) => {
  delete spec.initContainers;
  spec[list] = [{ ...spec.containers[0], ports, ...fields }];
});
const http = (port: unknown, more: object = {}) => ({ httpGet: { port, ...more } });

test.each<[string, object, string]>([
  ['a liveness probe', { livenessProbe: http('metrics') }, 'livenessProbe.httpGet.port'],
  ['a readiness probe', { readinessProbe: { tcpSocket: { port: 'metrics' } } }, 'readinessProbe.tcpSocket.port'],
  ['a startup probe', { startupProbe: http('metrics') }, 'startupProbe.httpGet.port'],
  ['a hook', { lifecycle: { preStop: http('metrics') } }, 'lifecycle.preStop.httpGet.port'],
  ['an empty host, which is that of the pod', { livenessProbe: http('metrics', { host: '' }) }, 'livenessProbe.httpGet.port'],
])('reports a name that no port has, in %s', (_, fields, path) => {
  expect(found(probePorts, podWith(fields))).toEqual([`spec.containers[0].${path}`]);
});

test('reports each of them, in the order of the fields', () => {
  const fields = { livenessProbe: http('a'), readinessProbe: http('b'), lifecycle: { postStart: http('c'), preStop: http('d') } };
  expect(violations(probePorts, podWith(fields)).map(({ allowKey }) => allowKey)).toEqual(['livenessProbe=a', 'readinessProbe=b', 'postStart=c', 'preStop=d']);
});

test('a name of another container does not count: the kubelet looks in the own one', () => {
  const pod: any = podWith({ livenessProbe: http('metrics') });
  pod.spec.containers.push({ name: 'other', ports: [{ name: 'metrics', containerPort: 1 }] });
  expect(found(probePorts, pod)).toEqual(['spec.containers[0].livenessProbe.httpGet.port']);
});

test.each<[string, object, unknown?]>([
  ['a name that a port has', { livenessProbe: http('http'), lifecycle: { postStart: http('http') } }],
  ['a number that no port has, since `ports` need not list it', { livenessProbe: http(8081) }],
  ['a number in quotes', { livenessProbe: http('8081') }],
  ['what a template has not filled in', { livenessProbe: http('${PORT:-80}') }],
  ['another host', { livenessProbe: http('metrics', { host: '10.0.0.1' }) }],
  ['a probe that runs a command', { livenessProbe: { exec: { command: ['x'] } } }],
  ['no port', { livenessProbe: { httpGet: {} } }],
  ['null', { livenessProbe: null, lifecycle: null }],
  ['nonsense', { livenessProbe: 7, lifecycle: ['x'] }],
])('accepts %s', (_, fields) => expect(found(probePorts, podWith(fields))).toEqual([]));

test.each<[unknown, string]>([
  [PORTS, 'its ports are http (8080), 9090'],
  [[], 'the container declares no port'],
])('says which ports there are: %j', (ports, detail) => {
  expect(violations(probePorts, podWith({ livenessProbe: http('metrics') }, ports))).toMatchObject([{ detail, value: 'metrics' }]);
});
