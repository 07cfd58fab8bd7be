import type * as dagre from '@dagrejs/dagre';
import { Bands, heightFor } from './svg-bands';
import { Box, Point, Size } from './svg-box';
import { MapConnection, MapNode } from '../network-map';

/** A line between two boxes. In the columns of boxes and labels it is level, so that it crosses none of them. */
export interface SvgLine {
  readonly connection: MapConnection;
  /** The ends of its level parts, in pairs. For a loop, three points. */
  readonly points: readonly Point[];
  /** The center of its label, which is above it, or below a loop. */
  readonly label: Point;
}

/** The positions of boxes and lines, in pixels. */
export interface Layout extends Size {
  readonly boxes: ReadonlyMap<MapNode, Box>;
  readonly lines: readonly SvgLine[];
}

export interface Sizes {
  readonly node: (node: MapNode) => Size;
  /** The size of a connection's label; 0 for a connection without one. */
  readonly label: (connection: MapConnection) => Size;
}

/** The distance between a label and its line. */
const GAP = 4;
/** The maximum distance of a line without a label from its place in the graph: half of the distance between two lines. */
const MAX_DROP = 10.5;
/** Half of the width of a loop, and its depth: less than the space between two boxes of the graph. */
const LOOP = { half: 14, depth: 16 };

/** Arranges a map from left to right: a client is left of its server, unless both connect to each other. */
export function layOut(nodes: readonly MapNode[], connections: readonly MapConnection[], sizes: Sizes): Layout {
  // Loaded here, because it is slow to load and only pictures need it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { graphlib: { Graph }, layout } = require('@dagrejs/dagre') as typeof dagre;
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 104, edgesep: 18 });
  const ids = new Map(nodes.map((node, index) => [node, String(index)]));
  const labels = connections.map((connection) => withGap(sizes.label(connection)));
  const least = leastHeights(connections);
  nodes.forEach((node) => {
    const { width, height } = sizes.node(node);
    graph.setNode(ids.get(node)!, { width, height: Math.max(height, least.get(node) ?? 0) });
  });
  connections.forEach(({ from, to }, index) =>
    graph.setEdge(ids.get(from)!, ids.get(to)!, { ...labels[index], labelpos: 'c' }, String(index)));
  layout(graph);
  const boxes = new Map(nodes.map((node) => [node, graph.node(ids.get(node)!) as unknown as Box]));
  const edges = connections.map(({ from, to }, index) =>
    graph.edge(ids.get(from)!, ids.get(to)!, String(index)) as unknown as Box & { readonly points: readonly Point[] });
  const bands = new Bands([...boxes.values(), ...edges.map(({ x, y }, index) => ({ x, y, ...labels[index] }))]);
  const routes = connections.map(({ from, to }, index) => {
    const { points, x } = edges[index];
    // Between its ends, a line has one point in each band. It is as straight as its label and the distances of the graph allow.
    const drop = labels[index].height / 2;
    const dropAt = (point: Point) => Math.abs(point.x - x) < 1 ? drop : Math.min(drop, MAX_DROP);
    const between = points.slice(1, -1).map((point) => ({ x: point.x, y: point.y + dropAt(point) }));
    return { from: boxes.get(from)!, to: boxes.get(to)!, between: from === to ? [] : between };
  });
  const ends = bands.endsOf(routes.filter(({ from, to }) => from !== to));
  return whole(boxes, connections.map((connection, index) => {
    const { x, y } = edges[index];
    const route = routes[index];
    return route.from === route.to
      ? { connection, ...loop(route.from, labels[index]) }
      : { connection, points: bands.level(route, ends.get(route)!), label: { x, y: y - GAP / 2 } };
  }), labels);
}

/** The minimum heights of boxes for the lines at their sides. */
function leastHeights(connections: readonly MapConnection[]): ReadonlyMap<MapNode, number> {
  const counts = new Map<MapNode, { left: number; right: number }>();
  const countOf = (node: MapNode) => counts.get(node) ?? counts.set(node, { left: 0, right: 0 }).get(node)!;
  for (const { from, to } of connections) {
    countOf(from).right++;
    countOf(to).left++;
  }
  return new Map([...counts].map(([node, { left, right }]) => [node, heightFor(Math.max(left, right))]));
}

/** Moves everything so that coordinates begin at 0. The size of the graph does not include the points of lines. */
function whole(boxes: ReadonlyMap<MapNode, Box>, lines: readonly SvgLine[], labels: readonly Size[]): Layout {
  const areas = [
    ...boxes.values(),
    ...lines.flatMap(({ points, label }, index) => [
      ...points.map(({ x, y }) => ({ x, y, width: 0, height: 0 })), ...labels[index].height > 0 ? [{ ...label, ...labels[index] }] : [],
    ]),
  ];
  const least = (start: (area: Box) => number) => areas.reduce((found, area) => Math.min(found, start(area)), Infinity);
  const left = least(({ x, width }) => x - width / 2);
  const top = least(({ y, height }) => y - height / 2);
  const moved = <T extends Point>(point: T): T => ({ ...point, x: point.x - left, y: point.y - top });
  return {
    width: -left - least(({ x, width }) => -x - width / 2),
    height: -top - least(({ y, height }) => -y - height / 2),
    boxes: new Map([...boxes].map(([node, box]) => [node, moved(box)])),
    lines: lines.map(({ connection, points, label }) => ({ connection, points: points.map(moved), label: moved(label) })),
  };
}

function withGap({ width, height }: Size): Size {
  return { width, height: height > 0 ? height + GAP : 0 };
}

/** A loop below a box: its ends, its lowest point and its label. The graph has room for it. */
function loop({ x, y, height }: Box, label: Size): Pick<SvgLine, 'points' | 'label'> {
  const start = y + height / 2;
  const bottom = start + LOOP.depth;
  return {
    points: [{ x: x - LOOP.half, y: start }, { x, y: bottom }, { x: x + LOOP.half, y: start }],
    label: { x, y: bottom + (GAP + label.height) / 2 },
  };
}
