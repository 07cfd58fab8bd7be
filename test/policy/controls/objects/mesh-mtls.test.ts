import { meshMtls } from '../../../../src/policy/controls/objects/mesh-mtls';
import { found } from '../support';

const peers = (spec: unknown) => found(meshMtls, { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name: 'p' }, spec });
const server = (spec: unknown) => found(meshMtls, { apiVersion: 'policy.linkerd.io/v1beta3', kind: 'Server', metadata: { name: 'p' }, spec });

test('reports mutual TLS that is off', () => {
  expect(peers({ mtls: { mode: 'DISABLE' } })).toEqual(['spec.mtls.mode']);
  expect(peers({ mtls: { mode: 'STRICT' }, portLevelMtls: { 8080: { mode: 'DISABLE' }, 9090: { mode: 'STRICT' } } })).toEqual(['spec.portLevelMtls["8080"].mode']);
  expect(server({ accessPolicy: 'all-unauthenticated' })).toEqual(['spec.accessPolicy']);
});

test.each([{ mtls: { mode: 'STRICT' } }, { mtls: { mode: 'PERMISSIVE' } }, { mtls: null, portLevelMtls: [] }, {}, null])('accepts %j', (spec) => {
  expect(peers(spec)).toEqual([]);
});

test.each([{ accessPolicy: 'deny' }, {}, null])('accepts a Server with %j', (spec) => expect(server(spec)).toEqual([]));

const destination = (spec: unknown) => found(meshMtls, { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'd' }, spec });

test('reports a DestinationRule whose client does not encrypt or verify', () => {
  const off = { tls: { mode: 'DISABLE' } };
  expect(destination({ trafficPolicy: off })).toEqual(['spec.trafficPolicy.tls.mode']);
  expect(destination({ trafficPolicy: { tls: { mode: 'SIMPLE', insecureSkipVerify: true } } })).toEqual(['spec.trafficPolicy.tls.insecureSkipVerify']);
  expect(destination({ trafficPolicy: { portLevelSettings: [{}, off] }, subsets: [{ name: 'a', trafficPolicy: off }] }))
    .toEqual(['spec.trafficPolicy.portLevelSettings[1].tls.mode', 'spec.subsets[0].trafficPolicy.tls.mode']);
});

test.each([
  { trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } }, { trafficPolicy: { tls: { mode: 'SIMPLE', insecureSkipVerify: false } } }, { trafficPolicy: null, subsets: [null, {}] }, { trafficPolicy: 'text', subsets: {} }, null,
])('accepts a DestinationRule with %j', (spec) => expect(destination(spec)).toEqual([]));
