import { asObject, JsonObject } from '../../../formats/manifest/json';
import { groupKind } from '../../../formats/manifest/workload';
import { Violation, Found } from '../check';
import { ObjectControl } from '../control';
import { both, everyField, listOf } from '../violations';

const PEERS = 'security.istio.io/PeerAuthentication';
const LINKERD = 'policy.linkerd.io/Server';

export const meshMtls: ObjectControl = {
  id: 'mesh-mtls',
  title: 'Mutual TLS in the service mesh',
  level: 'hardened',
  risk: 'medium',
  why: 'An attacker in the network can read and change the traffic. Callers have no identity, so authorization by identity admits everybody or nobody.',
  remedy: 'write `mode: STRICT`, or PERMISSIVE for as long as clients outside of the mesh move into it',
  spec: {
    rules: [
      { fields: ['spec.mtls.mode and spec.portLevelMtls[*].mode of a PeerAuthentication (Istio)'], allowed: 'anything but DISABLE' },
      { fields: ['spec.accessPolicy of a Server (Linkerd)'], allowed: 'anything but all-unauthenticated' },
    ],
    sources: [
      'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
      'https://istio.io/latest/docs/ops/best-practices/security/#mutual-tls',
      'https://linkerd.io/2/reference/authorization-policy/#server',
    ],
  },
  kinds: [PEERS, LINKERD],
  checkObject: (object) => listOf(groupKind(object) === PEERS ? disabled(asObject(object.spec)) : unauthenticated(asObject(object.spec))),
};

function disabled({ mtls, portLevelMtls }: JsonObject): Found {
  return both(mode(mtls, ['spec', 'mtls']), everyField(asObject(portLevelMtls), (port, value) => mode(value, ['spec', 'portLevelMtls', port])));
}

function mode(mtls: unknown, path: readonly string[]): Violation | undefined {
  const { mode: value } = asObject(mtls);
  return value === 'DISABLE' ? { path: [...path, 'mode'], value, allowKey: `${path.slice(1).join('.')}=DISABLE` } : undefined;
}

function unauthenticated({ accessPolicy }: JsonObject): Found {
  return accessPolicy === 'all-unauthenticated'
    ? { path: ['spec', 'accessPolicy'], value: accessPolicy, remedy: 'write `deny`, and an AuthorizationPolicy for the clients' } : undefined;
}
