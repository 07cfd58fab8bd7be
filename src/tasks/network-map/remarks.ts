import { leadsTo, ServiceTarget } from './service-targets';
import { firstOf } from '../../formats/manifest/first-of';
import { groupBy } from '../../formats/manifest/group-by';
import { asObject, asString } from '../../formats/manifest/json';
import { objectName } from '../../formats/manifest/workload';
import { ClusterObjects } from '../../policy/network/cluster-objects';
import { Connection, isPods, Network } from '../../policy/network/evaluate/network';
import { NetworkPods } from '../../policy/network/evaluate/network-pods';
import { PeerGroup } from '../../policy/network/evaluate/peer-groups';
import { isPortOpen, openPorts, OpenPorts } from '../../policy/network/evaluate/ports';
import { hasMetadataServer, METADATA_PORT } from '../../policy/network/metadata';
import { objectTitle } from '../reports/place';
import { printable } from '../reports/printable';
import { countText } from '../reports/text';

type Targets = ReadonlyMap<NetworkPods, readonly ServiceTarget[]>;

/** Further remarks for the reader of a map. */
export function remarksOn(
  objects: ClusterObjects, network: Network, connections: readonly Connection[], targets: Targets, most: number,
): readonly string[] {
  const pairs = connections.filter(({ from, to }) => isPods(from) && isPods(to)).length;
  return [
    ...pairs >= most ? [`there are more than ${most} connections between workloads: the last ones are left out`] : [],
    ...merged([
      ...blockedServices(connections, targets),
      ...reachedMetadata(network, connections),
      ...objects.pods.filter(({ isOnHost }) => isOnHost)
        .map((pods): Remark => ['no policy applies in the network of a node: ', objectTitle(pods), '']),
    ]),
    ...unusedPolicies(network),
    ...partialPolicies(network),
    ...merged(network.refused.map(({ object, refusal }) => ['the API server refuses NetworkPolicy ', placedName(object), `: ${refusal}`])),
    ...withoutNamespace(objects),
    ...[...objects.otherPolicies].map(([kind, count]) => `${countText(count, kind)} not evaluated: only `
      + 'the NetworkPolicies of Kubernetes are'),
  ].map(printable);
}

/** A remark on one workload or policy, whose name is in the middle. */
type Remark = readonly [before: string, name: string, after: string];

/** A remark on several workloads is shown once, with all of their names. */
function merged(remarks: readonly Remark[]): readonly string[] {
  const groups = groupBy(remarks, ([before, , after]) => JSON.stringify([before, after]));
  return [...groups.values()].map((group) => {
    const [[before, , after]] = group;
    return `${before}${[...new Set(group.map(([, name]) => name))].join(', ')}${after}`;
  });
}

function blockedServices(connections: readonly Connection[], targets: Targets): readonly Remark[] {
  const open = new Map<NetworkPods, OpenPorts>();
  for (const { to, ports: { ranges } } of connections) {
    if (isPods(to)) {
      open.set(to, openPorts([...open.get(to)?.ranges ?? [], ...ranges]));
    }
  }
  return [...targets].flatMap(([pods, services]) => services.filter((service) => !leadsTo(service, open.get(pods) ?? openPorts([])))
    .map(({ title, ports }): Remark => ports.length === 0
      ? [`Service ${title} leads to a port that the containers of `, objectTitle(pods), ' do not declare']
      : [
        `Service ${title} leads to port ${ports.map(({ port }) => port).join(', ')} of `,
        objectTitle(pods),
        ', to which the policies let nobody connect',
      ]));
}

const MOST_NAMES = 8;

function unusedPolicies({ unused }: Network): readonly string[] {
  const names = firstOf(unused.map(({ object }) => placedName(object)), MOST_NAMES);
  return unused.length > 0
    ? [`${unused.length === 1 ? 'a NetworkPolicy selects' : 'NetworkPolicies select'} no pods of these files: ${names}`]
    : [];
}

function partialPolicies({ partial }: Network): readonly string[] {
  const names = firstOf(partial.map(({ object }) => placedName(object)), MOST_NAMES);
  return partial.length > 0
    ? [`${partial.length === 1 ? 'a NetworkPolicy selects' : 'NetworkPolicies select'} pods by labels that a `
      + 'controller adds, and not surely every pod of a workload, so that '
      + `${partial.length === 1 ? 'it isolates' : 'they isolate'} none here: ${names}`] : [];
}

/** Remarks on workloads that may connect to the metadata server, although policies limit their connections. */
function reachedMetadata(network: Network, connections: readonly Connection[]): readonly Remark[] {
  return connections.flatMap(({ from, to, ports }) => {
    if (!isPods(from) || isPods(to) || !network.isSelected(from, 'Egress')) {
      return [];
    }
    const where = isPortOpen(ports, METADATA_PORT, 'TCP') ? metadataRange(to) : undefined;
    return where === undefined
      ? [] : [[
        '',
        objectTitle(from),
        ` may connect to the metadata server of a cloud, ${where}, which hands out the node's credentials`,
      ]];
  });
}

function metadataRange({ kind, entry }: PeerGroup): string | undefined {
  if (kind === 'everything') {
    return 'since a rule allows every address';
  }
  const ipBlock = asObject(asObject(entry).ipBlock);
  return kind === 'addresses' && hasMetadataServer(ipBlock) ? `in ${ipBlock.cidr as string}` : undefined;
}

function withoutNamespace({ pods, policies }: ClusterObjects): readonly string[] {
  const count = pods.filter(({ namespace }) => namespace === undefined).length;
  return count > 0 && policies.length > 0
    ? [`${countText(count, 'workload')} without a namespace: all of a folder are treated as one namespace, which no `
      + 'namespaceSelector matches; set it with --namespace'] : [];
}

function placedName(object: Parameters<typeof objectName>[0]): string {
  const namespace = asString(asObject(object.metadata).namespace);
  return namespace === undefined ? objectName(object) : `${namespace}/${objectName(object)}`;
}
