import { gatewayListeners } from '../../../../src/policy/controls/objects/gateway-listeners';
import { found } from '../support';

const gateway = (...listeners: unknown[]) => found(gatewayListeners, { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'a' }, spec: { listeners } });
const from = (value: string) => ({ allowedRoutes: { namespaces: { from: value } } });

test('reports a listener without TLS for all namespaces', () => {
  expect(gateway({ protocol: 'HTTPS', ...from('All') }, { protocol: 'HTTP', ...from('All') })).toEqual(['spec.listeners[1]']);
});

test.each([{ protocol: 'HTTP' }, { protocol: 'HTTP', ...from('Same') }, { protocol: 'HTTP', ...from('Selector') }, { protocol: 'TLS', ...from('All') }, null, 'text'])('accepts %j', (listener) => {
  expect(gateway(listener)).toEqual([]);
});

const selecting = (selector: unknown) => ({ protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Selector', selector } } });

test('an empty selector selects all namespaces', () => {
  expect([{}, { matchLabels: {} }, { matchExpressions: [] }].map((selector) => gateway(selecting(selector)))).toEqual(Array(3).fill(['spec.listeners[0]']));
  expect([undefined, null, { matchLabels: { a: 'b' } }, { matchExpressions: [{ key: 'a', operator: 'Exists' }] }].flatMap((selector) => gateway(selecting(selector)))).toEqual([]);
});
