/** What is in a picture, measured from its text. */
export interface Geometry {
  readonly size: readonly [width: number, height: number];
  readonly boxes: readonly Rect[];
  readonly labels: readonly Rect[];
  /** Points of each line, close to one another. */
  readonly lines: readonly (readonly XY[])[];
}

export type XY = readonly [x: number, y: number];

export interface Rect {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function geometryOf(svg: string): Geometry {
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);
  return {
    size: [width, height],
    boxes: [...svg.matchAll(/<g class="node[^]*?<\/g>/g)].map(([text]) => rectIn(text)),
    labels: [...svg.matchAll(/<g class="label"[^]*?<\/g>/g)].map(([text]) => rectIn(text)),
    lines: [...svg.matchAll(/<path class="line" d="([^"]*)"/g)].map(([, d]) => pointsOf(d)),
  };
}

export function isApart(one: Rect, other: Rect): boolean {
  return one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
}

/** Positions are written with one decimal. */
const ROUNDED = 0.2;

/** The texts of those that a line crosses. */
export function crossed(rects: readonly Rect[], line: readonly XY[]): readonly string[] {
  const [left, right] = extent(line.map(([x]) => x));
  const [top, bottom] = extent(line.map(([, y]) => y));
  return rects.filter((rect) => !isApart(rect, { text: '', left, right: right + 1, top, bottom: bottom + 1 }) && line.some((point) => isInside(rect, point)))
    .map(({ text }) => text);
}

function extent(values: readonly number[]): readonly [least: number, most: number] {
  return values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);
}

/** Whether a point is inside, and not at the edge, where lines begin. */
function isInside({ left, top, right, bottom }: Rect, [x, y]: XY): boolean {
  return x > left + ROUNDED && x < right - ROUNDED && y > top + ROUNDED && y < bottom - ROUNDED;
}

function rectIn(text: string): Rect {
  const [, x, y, width, height] = /<rect [^>]*?x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"/.exec(text)!.map(Number);
  const texts = [...text.matchAll(/<text[^>]*>([^<]*)/g)].map(([, each]) => each).join('');
  return { text: texts, left: x, top: y, right: x + width, bottom: y + height };
}

/** Pixels between two points that are measured: less than a letter. */
const STEP = 3;

function pointsOf(d: string): readonly XY[] {
  const points: XY[] = [];
  for (const [, command, numbers] of d.matchAll(/([MLC])([^MLC]*)/g)) {
    const all = numbers.trim().split(/[ ,]+/).map(Number);
    const next = all.flatMap((_, index) => index % 2 === 0 ? [[all[index], all[index + 1]] as const] : []);
    const start = points.at(-1) ?? next[0];
    const end = next.at(-1)!;
    const steps = Math.ceil((Math.abs(end[0] - start[0]) + Math.abs(end[1] - start[1]) + 2 * STEP) / STEP);
    for (let step = 1; step <= steps; step++) {
      points.push(bezier(command === 'C' ? [start, ...next] : [start, end], step / steps));
    }
  }
  return points;
}

function bezier(points: readonly XY[], part: number): XY {
  return points.length === 1 ? points[0] : bezier(points.slice(1).map(([x, y], index) =>
    [points[index][0] + (x - points[index][0]) * part, points[index][1] + (y - points[index][1]) * part]), part);
}
