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
