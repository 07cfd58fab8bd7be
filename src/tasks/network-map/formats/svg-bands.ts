import { Box, Point } from './svg-box';

/** The course of a line: the boxes at its ends, and a point in each band between. */
export interface Route {
  readonly from: Box;
  readonly to: Box;
  readonly between: readonly Point[];
}

/** The heights at which a line meets its boxes. */
interface Ends {
  from: number;
  to: number;
}

/** The minimum distance between a corner of a box and a line. */
const FROM_CORNER = 14;
/** The distance between lines at one side of a box. */
const DISTANCE = { least: 8, most: 14 };
/** The space beside the widest box of a band, for an arrow. */
const MARGIN = 12;

/**
 * The columns with boxes and labels. Within a band, all lines are level, each at its own height. They go up and down only between the
 * bands, where there are only lines.
 */
export class Bands {
  private readonly halves = new Map<number, number>();

  constructor(boxes: readonly Box[]) {
    for (const { x, width } of boxes) {
      const key = Math.round(x);
      this.halves.set(key, Math.max(this.halves.get(key) ?? 0, width / 2 + MARGIN));
    }
  }

  /** The heights at which lines begin and end. At each side of a box, they are in the order of their next points. */
  public endsOf(routes: readonly Route[]): ReadonlyMap<Route, Ends> {
    const ends = new Map<Route, Ends>(routes.map((route) => [route, { from: route.from.y, to: route.to.y }]));
    const sides = new Map<Box, { readonly left: Side; readonly right: Side }>();
    const add = (box: Box, next: Point, set: (y: number) => void) => {
      const known = sides.get(box) ?? { left: [], right: [] };
      sides.set(box, known);
      (next.x > box.x ? known.right : known.left).push({ next, set });
    };
    for (const route of routes) {
      const { from, to, between } = route;
      add(from, between[0] ?? to, (y) => { ends.get(route)!.from = y; });
      add(to, between.at(-1) ?? from, (y) => { ends.get(route)!.to = y; });
    }
    sides.forEach(({ left, right }, box) => [left, right].forEach((side) => spread(box, side)));
    return ends;
  }

  /** The level parts of a line: in the band of each box, and in those between. */
  public level({ from, to, between }: Route, ends: Ends): readonly Point[] {
    const forward = to.x > from.x ? 1 : -1;
    const at = (x: number, side: number) => x + side * forward * (this.halves.get(Math.round(x)) ?? 0);
    return [
      { x: from.x + forward * from.width / 2, y: ends.from }, { x: at(from.x, 1), y: ends.from },
      ...between.flatMap(({ x, y }) => [{ x: at(x, -1), y }, { x: at(x, 1), y }]),
      { x: at(to.x, -1), y: ends.to }, { x: to.x - forward * to.width / 2, y: ends.to },
    ];
  }
}

type Side = { readonly next: Point; readonly set: (y: number) => void }[];

/** The minimum height of a box for a number of lines at one side. */
export function heightFor(lines: number): number {
  return 2 * FROM_CORNER + (lines - 1) * DISTANCE.least;
}

/** Places the lines at one side of a box: a single line straight if possible, several lines at equal distances. */
function spread({ y, height }: Box, side: Side): void {
  const most = height / 2 - FROM_CORNER;
  const distance = Math.min(DISTANCE.most, 2 * most / Math.max(1, side.length - 1));
  [...side].sort((one, other) => one.next.y - other.next.y).forEach(({ next, set }, index) =>
    set(side.length === 1 ? Math.min(y + most, Math.max(y - most, next.y)) : y + (index - (side.length - 1) / 2) * distance));
}
