import { JsonObject } from '../../formats/manifest/json';
import { PlatformName } from '../settings/target';

/** A port that pods listen on. Policies see this port, after a Service has replaced its own. */
export interface NetworkPort {
  readonly port: number;
  readonly protocol: string;
}

/** A peer that pods may connect to, or that may connect to pods. */
export interface Peer {
  /** The name for reports, such as `the internet`. */
  readonly name: string;
  /** The entries of `from` or `to`; undefined for everything. */
  readonly entries: (platform: PlatformName) => readonly JsonObject[] | undefined;
  /** The only open ports; if undefined, the ports that the pods declare. */
  readonly ports?: readonly NetworkPort[];
  /** The usual ports of the peer, for connections to it if `ports` is undefined. */
  readonly usualPorts?: readonly NetworkPort[];
  readonly isIngressController?: boolean;
}

export function tcp(ports: readonly number[]): readonly NetworkPort[] {
  return ports.map((port) => ({ port, protocol: 'TCP' }));
}

/** The ports without repeats. */
export function distinctPorts(ports: readonly NetworkPort[]): readonly NetworkPort[] {
  return [...new Map(ports.map((each) => [`${each.port}/${each.protocol}`, each])).values()];
}

/** Port numbers for reports, such as `53, 8080`. A port for two protocols is listed once. */
export function portNumbers(ports: readonly NetworkPort[]): string {
  return [...new Set(ports.map(({ port }) => port))].join(', ');
}

/** The label that the API server gives to each namespace. */
export const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** The pods of a namespace with these labels; all pods without labels. */
export function podsIn(namespace: string, labels: { readonly [label: string]: string } = {}): JsonObject {
  return {
    namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: namespace } },
    podSelector: Object.keys(labels).length > 0 ? { matchLabels: { ...labels } } : {},
  };
}

export function ipBlock(cidr: string, except: readonly string[] = []): JsonObject {
  return { ipBlock: { cidr, ...except.length > 0 && { except: [...except] } } };
}
