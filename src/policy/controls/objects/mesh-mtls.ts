import { asArray, asObject, JsonObject, Path } from '../../../formats/manifest/json';
import { groupKind } from '../../../formats/manifest/workload';
import { Violation, Found } from '../check';
import { ObjectControl } from '../control';
import { both, everyEntry, everyField, listOf } from '../violations';

const PEERS = 'security.istio.io/PeerAuthentication';
const DESTINATIONS = 'networking.istio.io/DestinationRule';
const LINKERD = 'policy.linkerd.io/Server';

export const meshMtls: ObjectControl = {
  id: 'mesh-mtls',
  title: 'Mutual TLS in the service mesh',
  level: 'hardened',
  risk: 'medium',
  why: 'An attacker in the network can read and change the traffic. Callers do not have an identity, so authorization by identity allows '
    + 'everyone or nobody.',
  remedy: 'write `mode: STRICT`, or PERMISSIVE while clients outside the mesh move into it',
  spec: {
    rules: [
      { fields: ['spec.mtls.mode and spec.portLevelMtls[*].mode of a PeerAuthentication (Istio)'], allowed: 'anything but DISABLE' },
      {
        fields: ['tls.mode in spec.trafficPolicy and its portLevelSettings[*], and in the same fields of spec.subsets[*], of a '
          + 'DestinationRule (Istio)'],
        allowed: 'anything but DISABLE',
      },
      { fields: ['tls.insecureSkipVerify in the same places'], allowed: 'anything but true' },
      { fields: ['spec.accessPolicy of a Server (Linkerd)'], allowed: 'anything but all-unauthenticated' },
    ],
    sources: [
      'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
      'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
      'https://istio.io/latest/docs/ops/best-practices/security/#mutual-tls',
      'https://linkerd.io/2/reference/authorization-policy/#server',
    ],
  },
  kinds: [PEERS, DESTINATIONS, LINKERD],
  checkObject: (object) => listOf(CHECKS[groupKind(object)](asObject(object.spec))),
};

const CHECKS: { readonly [groupKind: string]: (spec: JsonObject) => Found } = {
  [PEERS]: disabled,
  [DESTINATIONS]: ({ trafficPolicy, subsets }) => both(inPolicy(
    trafficPolicy,
    ['spec', 'trafficPolicy'],
  ), everyEntry(asArray(subsets), (subset, index) =>
    inPolicy(asObject(subset).trafficPolicy, ['spec', 'subsets', index, 'trafficPolicy']))),
  [LINKERD]: unauthenticated,
};

function inPolicy(policy: unknown, path: Path): Found {
  const { tls, portLevelSettings } = asObject(policy);
  return both(inSettings(tls, [...path, 'tls']), everyEntry(asArray(portLevelSettings), (settings, index) =>
    inSettings(asObject(settings).tls, [...path, 'portLevelSettings', index, 'tls'])));
}

function inSettings(tls: unknown, path: Path): Found {
  const { insecureSkipVerify } = asObject(tls);
  const off = mode(tls, path);
  return both(off && { ...off, remedy: OF_CLIENT }, insecureSkipVerify === true
    ? {
      path: [...path, 'insecureSkipVerify'],
      value: true,
      allowKey: `${path.slice(1).join('.')}.insecureSkipVerify=true`,
      remedy: OF_CLIENT,
    } : undefined);
}

const OF_CLIENT = 'write `mode: ISTIO_MUTUAL` for a server in the mesh, or `mode: SIMPLE` with the '
  + 'CA of another server in `caCertificates`';

function disabled({ mtls, portLevelMtls }: JsonObject): Found {
  return both(mode(mtls, ['spec', 'mtls']), everyField(asObject(portLevelMtls), (port, value) => mode(value, [
    'spec',
    'portLevelMtls',
    port,
  ])));
}

function mode(mtls: unknown, path: Path): Violation | undefined {
  const { mode: value } = asObject(mtls);
  return value === 'DISABLE' ? { path: [...path, 'mode'], value, allowKey: `${path.slice(1).join('.')}=DISABLE` } : undefined;
}

function unauthenticated({ accessPolicy }: JsonObject): Found {
  return accessPolicy === 'all-unauthenticated'
    ? {
      path: ['spec', 'accessPolicy'],
      value: accessPolicy,
      remedy: 'write `deny`, and an AuthorizationPolicy for the clients',
    } : undefined;
}
