import type * as dagre from '@dagrejs/dagre';
import { MapConnection, MapNode } from '../network-map';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything is, in pixels; x and y of a box are its center. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<MapNode, Box>;
  readonly lines: readonly { readonly connection: MapConnection; readonly points: readonly Point[]; readonly label: Point }[];
}

export interface Sizes {
  readonly node: (node: MapNode) => Pick<Box, 'width' | 'height'>;
  readonly label: (connection: MapConnection) => Pick<Box, 'width' | 'height'>;
}

/** From left to right: who connects is left of whom it connects to, unless both connect to each other. */
export function layOut(nodes: readonly MapNode[], connections: readonly MapConnection[], sizes: Sizes): Layout {
  // Only those who draw wait for it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { graphlib: { Graph }, layout } = require('@dagrejs/dagre') as typeof dagre;
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 44, edgesep: 16, marginx: 8, marginy: 8 });
  const ids = new Map(nodes.map((node, index) => [node, String(index)]));
  nodes.forEach((node) => graph.setNode(ids.get(node)!, { ...sizes.node(node) }));
  connections.forEach((connection, index) =>
    graph.setEdge(ids.get(connection.from)!, ids.get(connection.to)!, { ...sizes.label(connection), labelpos: 'c' }, String(index)));
  layout(graph);
  const { width, height } = graph.graph() as { width: number; height: number };
  return {
    width,
    height,
    boxes: new Map(nodes.map((node) => [node, graph.node(ids.get(node)!) as unknown as Box])),
    lines: connections.map((connection, index) => {
      const edge = graph.edge(ids.get(connection.from)!, ids.get(connection.to)!, String(index)) as unknown as Point & { points: Point[] };
      const { points, x, y } = edge;
      return { connection, points, label: { x, y } };
    }),
  };
}
