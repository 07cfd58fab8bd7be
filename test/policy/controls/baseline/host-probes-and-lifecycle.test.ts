import { hostProbesAndLifecycle } from '../../../../src/policy/controls/baseline/host-probes-and-lifecycle';
import { Level } from '../../../../src/policy/controls/control';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { found } from '../support';
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
