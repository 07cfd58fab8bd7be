import { JsonObject } from '../../formats/manifest/json';
import { PlatformName } from '../settings/target';

/** A port that the pod listens on. Policies apply after a Service has replaced its own port. */
export interface NetworkPort {
  readonly port: number;
  readonly protocol: string;
}

/** Something that pods may connect to, or that may connect to them. */
export interface Peer {
  /** For people, such as `the internet`. */
  readonly name: string;
  /** The entries of `from` or `to`; undefined for everything. */
  readonly entries: (platform: PlatformName) => readonly JsonObject[] | undefined;
  /** The only ports; the ports that the pods declare if undefined. */
  readonly ports?: readonly NetworkPort[];
  /** The ports that pods connect to if `ports` is undefined. */
  readonly usualPorts?: readonly NetworkPort[];
  readonly isIngressController?: boolean;
}

export function tcp(ports: readonly number[]): readonly NetworkPort[] {
  return ports.map((port) => ({ port, protocol: 'TCP' }));
}

/** Each port once. */
export function distinctPorts(ports: readonly NetworkPort[]): readonly NetworkPort[] {
  return [...new Map(ports.map((each) => [`${each.port}/${each.protocol}`, each])).values()];
}

/** For people, such as `53, 8080`: a port may be open for two protocols. */
export function portNumbers(ports: readonly NetworkPort[]): string {
  return [...new Set(ports.map(({ port }) => port))].join(', ');
}

/** The label that the API server gives to each namespace. */
export const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** The pods of a namespace that have labels; all of them if there are none. */
export function podsIn(namespace: string, labels: { readonly [label: string]: string } = {}): JsonObject {
  return {
    namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: namespace } },
    podSelector: Object.keys(labels).length > 0 ? { matchLabels: { ...labels } } : {},
  };
}

export function ipBlock(cidr: string, except: readonly string[] = []): JsonObject {
  return { ipBlock: { cidr, ...except.length > 0 && { except: [...except] } } };
}
