import { MapConnection, MapNode, NetworkMap } from './network-map';
import { portsText } from './ports-text';
import { isEveryPort } from '../network/evaluate/ports';

/** A map as people read it: what is the same for many is said once. */
export interface ShownMap {
  readonly connections: readonly MapConnection[];
  /** What the nodes and the connections leave out. */
  readonly notes: readonly string[];
}

/**
 * Leaves out what a note says shorter: that workloads resolve names, and that those without a policy connect to anything.
 */
export function shown({ nodes, connections, remarks }: NetworkMap): ShownMap {
  const workloads = nodes.filter(({ kind }) => kind === 'workload');
  const resolving = connections.filter(({ to }) => to.kind === 'dns');
  return {
    connections: connections.filter((each) => each.to.kind !== 'dns' && !isOpenEnd(each)),
    notes: [
      ...openNotes(workloads),
      ...resolving.length > 0 ? [`${among(resolving.map(({ from }) => from), workloads)} may resolve names: DNS on ${portsText(resolving[0].ports)}`] : [],
      ...remarks,
    ],
  };
}

/** Whether a connection says only that no policy isolates the workload. */
function isOpenEnd({ from, to, ports }: MapConnection): boolean {
  return isEveryPort(ports) && (from.isolation?.egress === false && to.kind === 'outside' || to.isolation?.ingress === false && from.kind === 'outside');
}

function openNotes(workloads: readonly MapNode[]): readonly string[] {
  const open = (isOpen: (node: MapNode) => boolean, text: string) => {
    const found = workloads.filter(isOpen);
    return found.length > 0 ? [`${among(found, workloads)}: ${text}`] : [];
  };
  return [
    ...open(({ isolation }) => !isolation!.ingress && !isolation!.egress, 'no policy isolates it: anything connects to it, and it connects to anything'),
    ...open(({ isolation }) => !isolation!.ingress && isolation!.egress, 'no policy isolates it from others: anything connects to it'),
    ...open(({ isolation }) => isolation!.ingress && !isolation!.egress, 'no policy limits where it connects to'),
  ];
}

const MOST_NAMES = 8;

function among(some: readonly MapNode[], all: readonly MapNode[]): string {
  if (some.length === all.length && all.length > 1) {
    return `All ${all.length} workloads`;
  }
  const names = some.slice(0, MOST_NAMES).map(({ title, detail }) => `${title} (${detail})`);
  return [...names, ...some.length > MOST_NAMES ? [`${some.length - MOST_NAMES} more`] : []].join(', ');
}
