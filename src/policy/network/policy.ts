import { dnsRules } from './dns';
import { Direction } from './evaluate/direction';
import { Exposure } from './exposures';
import { NetworkPort, Peer, portNumbers } from './peer';
import { OptionError } from '../../formats/language/option-error';
import { JsonObject } from '../../formats/manifest/json';
import { PlatformName } from '../settings/target';

/** The allowed connections of an isolated workload, in addition to those that its Services and routes need. */
export interface Access {
  readonly allowFrom: readonly Peer[];
  readonly allowTo: readonly Peer[];
}

/** The pods that a policy isolates. */
export interface IsolatedPods {
  /** Labels that only these pods have, preferably a single label: Polaris only accepts selectors with exactly one label. */
  readonly labels: { readonly [name: string]: unknown };
  readonly declaredPorts: readonly NetworkPort[];
  readonly exposures: readonly Exposure[];
}

const DIRECTIONS: readonly Direction[] = ['Ingress', 'Egress'];

/**
 * The policy of one workload. It has a rule in each direction, because scanners report a policy without rules as a mistake. Without peers,
 * the pods accept connections from each other, but egress does not allow such connections.
 *
 * @throws if neither a peer nor the pods declare ports, because all ports would be open
 */
export function workloadPolicy({ allowFrom, allowTo }: Access, pods: IsolatedPods, platform: PlatformName): JsonObject {
  const own = { matchLabels: { ...pods.labels } };
  const ingress = [
    ...allowFrom.map((peer) => ({ ...side('from', peer, platform), ports: portsOf(peer, pods) })),
    ...exposedTo(allowFrom, pods).map(({ peer, ports }) => ({ ...side('from', peer, platform), ports })),
  ];
  const egress = [
    ...dnsRules(platform),
    ...allowTo.map((peer) => ({ ...side('to', peer, platform), ...portsTo(peer) && { ports: portsTo(peer) } })),
  ];
  return {
    podSelector: own,
    policyTypes: DIRECTIONS,
    ingress: ingress.length > 0 ? ingress : [{ from: [{ podSelector: own }] }],
    egress,
  };
}

function side(name: 'from' | 'to', { entries }: Peer, platform: PlatformName): JsonObject {
  const peers = entries(platform);
  return peers ? { [name]: peers } : {};
}

/**
 * A policy with the connections that pods need if other policies isolate them: name resolution, and traffic through Services and routes.
 * Undefined if they need nothing.
 */
export function neededPolicy(directions: ReadonlySet<Direction>, pods: IsolatedPods, platform: PlatformName): JsonObject | undefined {
  const ingress = directions.has('Ingress')
    ? exposedTo([], pods).map(({ peer, ports }) => ({ ...side('from', peer, platform), ports }))
    : [];
  const egress = directions.has('Egress') ? dnsRules(platform) : [];
  const policyTypes = [...ingress.length > 0 ? ['Ingress'] : [], ...egress.length > 0 ? ['Egress'] : []];
  return policyTypes.length === 0 ? undefined : {
    podSelector: { matchLabels: { ...pods.labels } },
    policyTypes,
    ...ingress.length > 0 && { ingress },
    ...egress.length > 0 && { egress },
  };
}

/** The policy of a namespace. It only allows name resolution; other policies add connections. */
export function namespacePolicy(platform: PlatformName): JsonObject {
  return { podSelector: {}, policyTypes: DIRECTIONS, egress: dnsRules(platform) };
}

/** Describes the access that was derived from Services and routes, for readers of the policy. Undefined if there is none. */
export function derivedText({ allowFrom }: Access, pods: IsolatedPods): string | undefined {
  const texts = exposedTo(allowFrom, pods).map(({ peer, ports, source }) => `${peer.name} on ${portNumbers(ports)} for ${source}`);
  return texts.length > 0 ? texts.join('; ') : undefined;
}

/** The exposures of pods. If the user allows an ingress controller, exposures through the usual one are left out. */
function exposedTo(allowFrom: readonly Peer[], { exposures }: IsolatedPods): readonly Exposure[] {
  const controller = allowFrom.find(({ isIngressController }) => isIngressController);
  return exposures.filter(({ peer, ports }) => ports.length > 0 && !(controller && peer.isIngressController));
}

/** The ports of a peer that pods may connect to; undefined for all ports. */
export function portsTo({ ports, usualPorts }: Peer): readonly NetworkPort[] | undefined {
  return ports ?? usualPorts;
}

function portsOf({ name, ports }: Peer, { declaredPorts }: IsolatedPods): readonly NetworkPort[] {
  const open = ports ?? declaredPorts;
  if (open.length === 0) {
    throw new OptionError(`the network access of ${name} has no port, and the containers declare none: `
      + 'set `ports` of the peer, or `portNumber` of the container');
  }
  return open;
}
