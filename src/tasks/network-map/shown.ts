import { ShownIsolation, MapConnection, MapNode, NetworkMap } from './network-map';
import { ANYTHING } from './peer-names';
import { portsText } from './ports-text';
import { firstOf } from '../../formats/manifest/first-of';
import { isEveryPort } from '../../policy/network/evaluate/ports';

/** A map as people read it: connections that are the same for many workloads are shown once. */
export interface ShownMap {
  /** The workloads and their peers. */
  readonly nodes: readonly MapNode[];
  readonly connections: readonly MapConnection[];
  /** Facts that the nodes and the connections leave out. */
  readonly notes: readonly string[];
}

/**
 * Leaves out connections that a note describes: to DNS, and from workloads without a policy to anything.
 */
export function shown({ nodes, connections, remarks }: NetworkMap): ShownMap {
  const workloads = nodes.filter(({ kind }) => kind === 'workload');
  const resolving = connections.filter(({ to }) => to.kind === 'dns');
  const own = connections.filter((each) => each.to.kind !== 'dns' && !isOpenEnd(each));
  const connected = new Set(own.flatMap(({ from, to }) => [from, to]));
  return {
    nodes: nodes.filter((node) => node.kind === 'workload' || connected.has(node)),
    connections: own,
    notes: [
      ...openNotes(workloads),
      ...resolving.length > 0
        ? [`Able to resolve names by DNS, on ${portsText(resolving[0].ports)}: ${among(resolving.map(({ from }) => from), workloads)}`]
        : [],
      ...remarks,
    ],
  };
}

/**
 * The same for pictures. There, an open workload would look isolated without its arrows from and to anything. Clients are on the left and
 * servers on the right, so "anything" occurs twice.
 */
export function pictured(map: NetworkMap): ShownMap {
  const connections = map.connections.filter(({ to }) => to.kind !== 'dns');
  const receiving = new Set(connections.filter(({ from }) => isAnything(from)).map(({ from }) => from));
  const copies = new Map([...receiving].map((node) => [node, { ...node }]));
  const own = connections.map((each) => ({ ...each, to: copies.get(each.to) ?? each.to }));
  const connected = new Set(own.flatMap(({ from, to }) => [from, to]));
  const nodes = [...map.nodes, ...copies.values()].filter((node) => node.kind === 'workload' || connected.has(node));
  return { nodes, connections: own, notes: [...legend(nodes, own), ...shown(map).notes] };
}

function isAnything({ kind, title }: MapNode): boolean {
  return kind === 'outside' && title === ANYTHING.title;
}

function legend(nodes: readonly MapNode[], connections: readonly MapConnection[]): readonly string[] {
  return [
    ...connections.some(({ ports }) => isEveryPort(ports)) ? ['An arrow without ports: all ports'] : [],
    ...nodes.some(isShownOpen) ? ['A dashed border: no policy isolates the workload in one direction, or in both'] : [],
  ];
}

/** Whether a workload is not isolated in both directions. */
export function isShownOpen({ isolation }: MapNode): boolean {
  return isolation !== undefined && !(isolation.ingress && isolation.egress);
}

/** Whether a connection only shows that no policy isolates the workload. */
function isOpenEnd({ from, to, ports }: MapConnection): boolean {
  return isEveryPort(ports)
    && (from.isolation?.egress === false && to.kind === 'outside' || to.isolation?.ingress === false && from.kind === 'outside');
}

function openNotes(workloads: readonly MapNode[]): readonly string[] {
  const note = (text: string, isMeant: (isolation: ShownIsolation) => boolean) => {
    const found = workloads.filter(({ isolation }) => isMeant(isolation!));
    return found.length > 0 ? [`${text}: ${among(found, workloads)}`] : [];
  };
  return [
    ...note('Unrestricted in both directions (no policy)', ({ ingress, egress }) => !ingress && !egress),
    ...note('Unrestricted ingress (no policy)', ({ ingress, egress }) => !ingress && egress),
    ...note('Unrestricted egress (no policy)', ({ ingress, egress }) => ingress && !egress),
  ];
}

const MOST_NAMES = 8;

function among(some: readonly MapNode[], all: readonly MapNode[]): string {
  if (some.length === all.length && all.length > 1) {
    return `all ${all.length} workloads`;
  }
  return firstOf(some.map(({ title, detail }) => `${title} (${detail})`), MOST_NAMES);
}
