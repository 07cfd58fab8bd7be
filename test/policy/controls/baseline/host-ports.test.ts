import { hostPorts } from '../../../../src/policy/controls/baseline/host-ports';
import { found, violations } from '../support';
import { CONTAINERS, withContainers } from './contexts';

const exposing = (ports: unknown, hostNetwork?: unknown) =>
  withContainers((container) => { container.ports = ports; }, (spec) => { spec.hostNetwork = hostNetwork; });

test('reports the port by its index', () => {
  expect(found(hostPorts, exposing([{ containerPort: 80 }, { containerPort: 443, hostPort: 443 }])))
    .toEqual(CONTAINERS.map((container) => `${container}.ports[1].hostPort`));
});

test.each([[80], [{}], ['80'], [null], null, 'text', {}, 7, [{ hostPort: null }], [{ hostPort: 0 }]])('ports of %j have no findings', (ports) => {
  expect(found(hostPorts, exposing(ports))).toEqual([]);
});

test('with hostNetwork it explains that the API server sets the hostPort', () => {
  const [first] = violations(hostPorts, exposing([{ containerPort: 80 }], true));
  expect(first).toMatchObject({ container: 'setup', value: undefined });
  expect(first.detail).toMatch(/hostNetwork/);
  expect(first.remedy).toBe('remove `hostNetwork`');
});

test.each<[unknown, unknown, number]>([
  [{ containerPort: 80 }, true, 1],
  [{ containerPort: 80, hostPort: null }, true, 1],
  [{ containerPort: 80, hostPort: 0 }, true, 1],
  [{ containerPort: 80, hostPort: 80 }, true, 1],
  [{ containerPort: 80 }, false, 0],
  [{ containerPort: 80 }, 'true', 0],
  [{ containerPort: 80 }, null, 0],
  [{ containerPort: 0 }, true, 0],
  [{ containerPort: null }, true, 0],
  [{}, true, 0],
  [null, true, 0],
])('evaluates the port %j with hostNetwork %j', (port, hostNetwork, count) => {
  expect(found(hostPorts, exposing([port], hostNetwork))).toHaveLength(count * CONTAINERS.length);
});

test.each<[object, boolean, string]>([
  [{ containerPort: 80, hostPort: 8080 }, false, '8080:80/TCP'],
  [{ containerPort: 53, hostPort: 53, protocol: 'UDP' }, false, '53:53/UDP'],
  [{ containerPort: 80, hostPort: 8080, hostIP: '127.0.0.1' }, false, '127.0.0.1:8080:80/TCP'],
  [{ containerPort: 80, hostPort: 8080, hostIP: '' }, false, '8080:80/TCP'],
  [{ containerPort: 80, hostPort: 8080, hostIP: null }, false, '8080:80/TCP'],
  [{ hostPort: 8080 }, false, '8080:0/TCP'],
  [{ containerPort: 80, hostIP: '127.0.0.1' }, true, '127.0.0.1:80:80/TCP'],
  [{ containerPort: 80, hostPort: 0 }, true, '80:80/TCP'],
])('a waiver allows the port %j with hostNetwork %j as %s', (port, hostNetwork, allowed) => {
  expect(violations(hostPorts, exposing([port], hostNetwork))[0].allowKey).toBe(allowed);
});
