import { asArray, asObject, isObject, isSameJson, JsonObject, textOf } from '../../formats/manifest/json';
import { oncePer } from '../../formats/manifest/once-per';
import { PUBLIC_RANGES } from '../../policy/network/addresses';
import { dnsRules } from '../../policy/network/dns';
import { PeerGroup } from '../../policy/network/evaluate/peer-groups';
import { isEmptySelector } from '../../policy/network/evaluate/pod-index';
import { OpenPorts } from '../../policy/network/evaluate/ports';
import { ipBlock, NAMESPACE_LABEL, podsIn } from '../../policy/network/peer';
import { INGRESS_CONTROLLER } from '../../policy/network/platform-peers';
import { PLATFORMS } from '../../policy/settings/target';

/** The name of a peer. Peers with the same name are shown as one. */
export interface PeerName {
  readonly title: string;
  /** Details that the title leaves out. */
  readonly detail: string;
  readonly isDns?: boolean;
}

export const ANYTHING: PeerName = { title: 'anything', detail: 'any pod and any address' };

const DNS: PeerName = { title: 'DNS', detail: 'of the cluster and its nodes', isDns: true };
/** The DNS ports of CoreDNS, OpenShift and Gardener: see src/policy/network/dns.ts. */
const DNS_PORTS: readonly number[] = [53, 5353, 8053];
const DNS_ENTRIES: readonly JsonObject[] = PLATFORMS.flatMap(dnsRules).flatMap(({ to }) => asArray(to).map(asObject));

/** The entries that this library writes for peers that clusters usually have. */
const NAMED: readonly (PeerName & { readonly entries: readonly JsonObject[] })[] = [
  { title: 'the internet', detail: 'public addresses', entries: PUBLIC_RANGES.map(({ cidr, except }) => ipBlock(cidr, except)) },
  { title: 'ingress controller', detail: 'of the cluster', entries: PLATFORMS.flatMap((platform) => INGRESS_CONTROLLER.entries(platform)) },
  { title: 'Prometheus', detail: 'in monitoring', entries: [podsIn('monitoring', { 'app.kubernetes.io/name': 'prometheus' })] },
  { title: 'any address', detail: 'in and outside of the cluster', entries: [ipBlock('0.0.0.0/0'), ipBlock('::/0')] },
];

/** The name of a peer in a rule, which may depend on the ports of the rule. */
export function peerName({ kind, entry = {}, place }: PeerGroup, ports: OpenPorts, placeName: (place: string) => string): PeerName {
  if (kind === 'everything') {
    return ANYTHING;
  }
  if (isDnsOnly(ports) && isAmong(DNS_ENTRIES, entry)) {
    return DNS;
  }
  const known = NAMED.find(({ entries }) => isAmong(entries, entry));
  return known
    ?? (kind === 'addresses' ? addressName(asObject(entry.ipBlock)) : podsName(entry, place === undefined ? undefined : placeName(place)));
}

/** Whether only DNS ports are open. On GKE, DNS has the address of the metadata server, which has other ports, too. */
function isDnsOnly({ ranges, names }: OpenPorts): boolean {
  return names.length === 0 && ranges.every(({ from, to }) => from === to && DNS_PORTS.includes(from));
}

function isAmong(entries: readonly JsonObject[], entry: JsonObject): boolean {
  const own = normal(entry);
  return entries.some((each) => isSameJson(normalOf(each), own));
}

/** The normal form of an entry, cached for the named entries, which are compared with all others. */
const normalOf = oncePer(normal);

/** An entry without empty fields, which mean the same as absent ones. */
function normal({ ipBlock: block, namespaceSelector, podSelector }: JsonObject): JsonObject {
  const selector = ({ matchLabels, matchExpressions }: JsonObject) => [asObject(matchLabels), asArray(matchExpressions)];
  return isObject(block) ? { cidr: block.cidr, except: asArray(block.except) }
    : { namespaces: selector(asObject(namespaceSelector)), pods: selector(asObject(podSelector)) };
}

function addressName({ cidr, except }: JsonObject): PeerName {
  const exceptions = asArray(except);
  return { title: textOf(cidr), detail: exceptions.length > 0 ? `without ${exceptions.map(textOf).join(', ')}` : 'addresses' };
}

function podsName({ namespaceSelector, podSelector }: JsonObject, ownNamespace: string | undefined): PeerName {
  const pods = asObject(podSelector);
  return {
    title: isEmptySelector(pods) ? 'all pods' : `pods ${selectorText(pods)}`,
    detail: ownNamespace === undefined ? namespacesText(asObject(namespaceSelector)) : `in ${ownNamespace}`,
  };
}

function namespacesText(selector: JsonObject): string {
  const { [NAMESPACE_LABEL]: name, ...others } = asObject(selector.matchLabels);
  if (isEmptySelector(selector)) {
    return 'in every namespace';
  }
  return name !== undefined && isEmptySelector({ ...selector, matchLabels: others })
    ? `in ${textOf(name)}`
    : `in namespaces ${selectorText(selector)}`;
}

/** A selector as kubectl writes it. */
function selectorText({ matchLabels, matchExpressions }: JsonObject): string {
  return [
    ...Object.entries(asObject(matchLabels)).map(([key, value]) => `${key}=${textOf(value)}`),
    ...asArray(matchExpressions).map(asObject).map(expressionText),
  ].join(',');
}

function expressionText({ key, operator, values }: JsonObject): string {
  const list = `(${asArray(values).map(textOf).join(',')})`;
  switch (operator) {
    case 'Exists': return textOf(key);
    case 'DoesNotExist': return `!${textOf(key)}`;
    case 'In': return `${textOf(key)} in ${list}`;
    case 'NotIn': return `${textOf(key)} notin ${list}`;
    default: return `${textOf(key)} ${textOf(operator)} ${list}`;
  }
}
