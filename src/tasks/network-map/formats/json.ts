import { MapNode, NetworkMap } from '../network-map';
import { nodeText } from './table';
import { NumericPortRange } from '../../../policy/network/evaluate/ports';
import { printable } from '../../reports/printable';

/** The whole map, for programs. Connections refer to nodes by `id`. */
export function toJson({ nodes, connections, remarks }: NetworkMap): string {
  const ids = idsOf(nodes);
  return `${JSON.stringify({
    schemaVersion: 1,
    nodes: nodes.map((node) => ({ id: ids.get(node), ...node })),
    connections: connections.map(({ from, to, ports: { ranges, names }, services }) => ({
      from: ids.get(from),
      to: ids.get(to),
      ports: [...ranges.map(rangeOf), ...names.map(({ protocol, name }) => ({ protocol: printable(protocol), port: printable(name) }))],
      services,
    })),
    remarks,
  }, undefined, 2)}\n`;
}

/** A range of ports with the fields of a NetworkPolicy. */
function rangeOf({ protocol, from, to }: NumericPortRange) {
  return { protocol: printable(protocol), port: from, ...from < to && { endPort: to } };
}

/** The ids of nodes. They differ even if two files have a workload of the same name. */
function idsOf(nodes: readonly MapNode[]): ReadonlyMap<MapNode, string> {
  const counts = new Map<string, number>();
  return new Map(nodes.map((node) => {
    const text = nodeText(node);
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    return [node, count === 1 ? text : `${text} ${count}`];
  }));
}
