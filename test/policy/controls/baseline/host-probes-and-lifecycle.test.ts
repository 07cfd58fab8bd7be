import { hostProbesAndLifecycle } from '../../../../src/policy/controls/baseline/host-probes-and-lifecycle';
import { Level } from '../../../../src/policy/controls/control';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { found, violations } from '../support';
import { CONTAINERS, ODD, withContainers } from './contexts';

const withFields = (fields: object) => withContainers((container) => Object.assign(container, fields));
const handler = { httpGet: { port: 80, host: 'a' }, tcpSocket: { port: 80, host: 'b' } };

test('reports every host', () => {
  const lifecycle = { postStart: handler, preStop: handler };
  const fields = { livenessProbe: handler, readinessProbe: handler, startupProbe: handler, lifecycle };
  const handlers = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'];
  expect(found(hostProbesAndLifecycle, withFields(fields))).toEqual(CONTAINERS.flatMap((container) =>
    handlers.flatMap((field) => [`${container}.${field}.httpGet.host`, `${container}.${field}.tcpSocket.host`])));
});

test.each(ODD)('%j as a probe, hook or handler has no findings', (odd) => {
  expect(found(hostProbesAndLifecycle, withFields({ livenessProbe: odd, lifecycle: odd }))).toEqual([]);
  expect(found(hostProbesAndLifecycle, withFields({ startupProbe: { httpGet: odd }, lifecycle: { preStop: odd } }))).toEqual([]);
});

test.each<[Level, number, boolean]>([
  ['pss-baseline', 33, false],
  ['pss-baseline', 34, true],
  ['pss-restricted', 33, false],
  ['pss-restricted', 34, true],
  ['hardened', 0, true],
  ['hardened', 33, true],
  ['hardened', 34, true],
])('the profile %s at 1.%i reports a host: %p', (level, version, isReported) => {
  const ids = evaluate(withFields({ livenessProbe: handler }), profileOf(level, version)).map(({ control }) => control.id);
  expect(ids.includes('host-probes-and-lifecycle')).toBe(isReported);
});

test.each<[string, object, string]>([
  ['livenessProbe.httpGet', { host: '10.0.0.1', port: 80 }, 'livenessProbe.httpGet http://10.0.0.1:80/'],
  ['readinessProbe.httpGet', { host: 'a', port: 'web', path: '/ready', scheme: 'HTTPS' }, 'readinessProbe.httpGet https://a:web/ready'],
  ['startupProbe.httpGet', { host: 'a', port: 80, path: '', scheme: '' }, 'startupProbe.httpGet http://a:80/'],
  ['startupProbe.httpGet', { host: 'a', port: 80, httpHeaders: [{ name: 'Host', value: 'web' }, { name: 'X-A' }, { value: 'b' }, 7] }, 'startupProbe.httpGet http://a:80/, Host: web, X-A: , : b, : '],
  ['lifecycle.preStop.httpGet', { host: 'a' }, 'lifecycle.preStop.httpGet http://a:/'],
  ['lifecycle.postStart.tcpSocket', { host: 'a', port: 80, path: '/x' }, 'lifecycle.postStart.tcpSocket a:80'],
  ['livenessProbe.tcpSocket', { host: 'a' }, 'livenessProbe.tcpSocket a:'],
])('a waiver for %s allows a whole request: %j', (path, request, value) => {
  const fields = path.split('.').reduceRight<object>((inner, key) => ({ [key]: inner }), request);
  expect(violations(hostProbesAndLifecycle, withFields(fields)).map(({ allowKey }) => allowKey)).toEqual(CONTAINERS.map(() => value));
});
