import { isIP } from 'net';
import { asArray, asObject, asString, JsonObject, Path } from '../../../formats/manifest/json';
import { groupKind } from '../../../formats/manifest/workload';
import { holds, METADATA_ADDRESSES } from '../../network/addresses';
import { Found, Violation } from '../check';
import { ObjectControl } from '../control';
import { both, everyEntry, listOf } from '../violations';

/** The DNS names of metadata servers. */
const METADATA_NAMES = /^(?:metadata|metadata\.google\.internal|metadata\.goog|instance-data|instance-data\.ec2\.internal)\.?$/i;
const LOOPBACK_NAMES = /^(?:.+\.)?localhost\.?$/i;
const LOOPBACK = ['127.0.0.0/8', '::1/128'];
const LINK_LOCAL = ['169.254.0.0/16', 'fe80::/10'];

const METADATA = { risk: 'high', detail: 'it is the metadata server of a cloud' } as const;
const NODE = { risk: 'medium', detail: 'it is a loopback address of the node, or of the pod of a proxy that connects to it' } as const;
const LINK = { risk: 'medium', detail: 'it is a link-local address, which only the node should use' } as const;

const FIELDS: { readonly [groupKind: string]: (object: JsonObject) => Found } = {
  '/Service': ({ spec }) => externalName(asObject(spec)),
  '/Endpoints': ({ subsets }) => everyEntry(asArray(subsets), (subset, index) => both(
    inAddresses(asObject(subset).addresses, ['subsets', index, 'addresses']),
    inAddresses(asObject(subset).notReadyAddresses, ['subsets', index, 'notReadyAddresses']))),
  'discovery.k8s.io/EndpointSlice': ({ endpoints }) => everyEntry(asArray(endpoints), (endpoint, index) =>
    everyEntry(asArray(asObject(endpoint).addresses), (address, position) => targetAt(address, [
      'endpoints',
      index,
      'addresses',
      position,
    ]))),
};

export const serviceTargets: ObjectControl = {
  id: 'service-targets',
  title: 'No Service for the node or the metadata server',
  level: 'hardened',
  risk: { medium: 'loopback and link-local addresses', high: 'the metadata server of a cloud, with the credentials of the node' },
  why: 'An Ingress or another proxy connects to the address on behalf of the client, so outsiders can reach services that only the node '
    + 'should reach.',
  remedy: 'select the pods with `selector`; for a server outside the cluster, write its own address',
  remedyInCode: 'pass the pods as `selector` and remove `externalName`; for a server outside the cluster, write its own address',
  spec: {
    rules: [
      {
        fields: ['spec.externalName of a Service of the type ExternalName'],
        allowed: 'any name except "localhost" and the names of metadata servers; any address outside '
          + `${[...LOOPBACK, ...LINK_LOCAL].join(', ')}`,
      },
      {
        fields: ['subsets[*].{addresses,notReadyAddresses}[*].ip of Endpoints', 'endpoints[*].addresses[*] of an EndpointSlice'],
        allowed: 'the same',
      },
    ],
    sources: [
      'https://github.com/kubernetes/kubernetes/issues/103675 (CVE-2021-25740)',
      'https://github.com/kubernetes/kubernetes/issues/102106 (CVE-2021-25737)',
      'https://kubernetes.io/docs/concepts/services-networking/service/#externalname',
    ],
  },
  kinds: Object.keys(FIELDS),
  checkObject: (object) => listOf(FIELDS[groupKind(object)]?.(object)),
};

function externalName({ type, externalName: name }: JsonObject): Found {
  return type === 'ExternalName' ? targetAt(name, ['spec', 'externalName']) : undefined;
}

function inAddresses(addresses: unknown, path: Path): Found {
  return everyEntry(asArray(addresses), (address, index) => targetAt(asObject(address).ip, [...path, index, 'ip']));
}

function targetAt(value: unknown, path: Path): Violation | undefined {
  const text = asString(value);
  if (text === undefined) {
    return undefined;
  }
  const reason = isIP(text) === 0 ? ofName(text) : ofAddress(text);
  return reason && { path, value, ...reason };
}

function ofName(name: string): Pick<Violation, 'risk' | 'detail'> | undefined {
  if (METADATA_NAMES.test(name)) {
    return METADATA;
  }
  return LOOPBACK_NAMES.test(name) ? NODE : undefined;
}

function ofAddress(address: string): Pick<Violation, 'risk' | 'detail'> | undefined {
  if (METADATA_ADDRESSES.includes(address)) {
    return METADATA;
  }
  if (LOOPBACK.some((range) => holds(range, address))) {
    return NODE;
  }
  return LINK_LOCAL.some((range) => holds(range, address)) ? LINK : undefined;
}
