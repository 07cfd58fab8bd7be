import { asArray, asObject, canonicalText, isObject, JsonObject } from '../../../formats/manifest/json';
import { readSelector } from '../../network/evaluate/selectors';
import { ObjectControl } from '../control';
import { everyEntry, listOf } from '../violations';

export const gatewayListeners: ObjectControl = {
  id: 'gateway-listeners',
  title: 'No listener without TLS for all namespaces',
  level: 'hardened',
  risk: 'medium',
  why: 'Every namespace can attach routes to the listener, even for host names and paths of other namespaces. An attacker in the network '
    + 'can read and change the traffic.',
  remedy: 'write `protocol: HTTPS` with a certificate, and allow routes `from: Same` or `from: Selector`; for a redirect to HTTPS, allow '
    + 'only the namespace of its route',
  spec: {
    rules: [{
      fields: ['spec.listeners[*] of a Gateway, with allowedRoutes.namespaces.from All, or Selector and an empty selector'],
      allowed: 'a protocol other than HTTP',
    }],
    sources: [
      'https://gateway-api.sigs.k8s.io/docs/concepts/security/',
      'https://gateway-api.sigs.k8s.io/guides/user-guides/multiple-ns/#cross-namespace-route-attachment',
    ],
  },
  kinds: ['gateway.networking.k8s.io/Gateway'],
  checkObject: ({ spec }) => listOf(everyEntry(asArray(asObject(spec).listeners), (listener, index) => isOpen(asObject(listener)) ? {
    path: ['spec', 'listeners', index],
    value: listener,
    allowKey: canonicalText(listener),
  } : undefined)),
};

function isOpen({ protocol, allowedRoutes }: JsonObject): boolean {
  const { from, selector } = asObject(asObject(allowedRoutes).namespaces);
  return protocol === 'HTTP' && (from === 'All' || (from === 'Selector' && isObject(selector) && readSelector(selector)?.length === 0));
}
