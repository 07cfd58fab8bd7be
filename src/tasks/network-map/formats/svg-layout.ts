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
  const boxes = new Map(nodes.map((node) => [node, graph.node(ids.get(node)!) as unknown as Box]));
  const { width, height } = graph.graph() as { width: number; height: number };
  return {
    width,
    height,
    boxes,
    lines: connections.map((connection, index) => {
      const edge = graph.edge(ids.get(connection.from)!, ids.get(connection.to)!, String(index)) as unknown as Point & { points: Point[] };
      const { points, x, y } = edge;
      const { from, to } = connection;
      return { connection, points: from === to ? points : atSides(points, boxes.get(from)!, boxes.get(to)!), label: { x, y } };
    }),
  };
}

/** How far from a corner a line may begin. */
const FROM_CORNER = 10;

/** A line that begins and ends at the sides of boxes: from their tops and bottoms it would run through the boxes above and below. */
function atSides(points: readonly Point[], from: Box, to: Box): readonly Point[] {
  const between = points.slice(1, -1);
  return [sideOf(from, between[0] ?? to), ...between, sideOf(to, between.at(-1) ?? from)];
}

/** The point of a side that is nearest to another point. */
function sideOf({ x, y, width, height }: Box, next: Point): Point {
  const most = height / 2 - FROM_CORNER;
  return { x: next.x >= x ? x + width / 2 : x - width / 2, y: Math.min(y + most, Math.max(y - most, next.y)) };
}
