/*
 * How cost grows: `npm run bench:growth` draws docs/performance.svg, on logarithmic axes, where what grows in proportion is a straight line
 * at 45 degrees, and writes the table of shapes, hostile ones among them, into docs/performance.md. `-- --quick` prints a table of a tenth
 * of the sizes; `-- --only <part of a name>` prints a part of it.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, Spec, View } from 'vega';
import { app, files } from './benchmarks';
import { growthTable } from './growth-table';
import { measure, quantile } from './measure';
import { nodeOf } from './nodes';
import { PERFORMANCE, writePart } from './written';

const ROUNDS = 3;
const PICTURE = join(__dirname, '..', 'docs', 'performance.svg');

interface Series {
  readonly name: string;
  readonly variant: string;
  readonly size: (objects: number) => object;
  readonly most: number;
}

const SERIES: readonly Series[] = [
  { name: 'synth, hardened', variant: 'hardened', size: (objects) => app(1, objects), most: 10_000 },
  { name: 'synth, plain cdk8s-plus', variant: 'plain', size: (objects) => app(1, objects), most: 10_000 },
  { name: 'audit, pss-restricted', variant: 'audit-restricted', size: (objects) => files(objects, objects), most: 100_000 },
  { name: 'js-yaml parse', variant: 'parse', size: (objects) => files(objects, objects), most: 100_000 },
];

interface Point {
  readonly series: string;
  readonly objects: number;
  readonly seconds: number;
}

async function main(): Promise<void> {
  const { quick = false, only } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } }).values;
  const table = growthTable(only ?? '', quick ? 0.1 : 1);
  if (quick || only !== undefined) return;
  writePart(PERFORMANCE, 'growth', table);
  const points: Point[] = [];
  for (const { name, variant, size, most } of SERIES) {
    for (let objects = 10; objects <= most; objects *= 10) {
      const rounds = measure({ variants: [variant], size: size(objects) }, nodeOf('24'), ROUNDS);
      const seconds = quantile(rounds.map((round) => round.get(variant)!.cpu), 0.5) / 1000;
      points.push({ series: name, objects, seconds });
      console.log(`${name}: ${objects.toLocaleString('en')} objects, ${seconds.toFixed(2)} s`);
    }
  }
  const svg = await new View(parse(chart(points)), { renderer: 'none' }).toSVG();
  writeFileSync(PICTURE, `${svg.replace('<svg ', '<svg role="img" aria-label="CPU seconds by number of objects" ')}\n`);
}

/** The background is white whatever the theme of the page is, so that the picture can be read in all of them. */
function chart(points: readonly Point[]): Spec {
  const axis = { grid: true, gridOpacity: 0.4, labelFontSize: 12, titleFontSize: 13, format: '~g' } as const;
  const position = { x: { scale: 'x', field: 'objects' }, y: { scale: 'y', field: 'seconds' }, stroke: { scale: 'color', field: 'series' } };
  return {
    $schema: 'https://vega.github.io/schema/vega/v5.json',
    width: 560,
    height: 340,
    padding: { left: 10, right: 30, top: 10, bottom: 10 },
    background: 'white',
    data: [{ name: 'points', values: [...points] }],
    scales: [
      { name: 'x', type: 'log', domain: { data: 'points', field: 'objects' }, range: 'width' },
      { name: 'y', type: 'log', domain: { data: 'points', field: 'seconds' }, range: 'height', nice: true },
      { name: 'color', type: 'ordinal', domain: SERIES.map(({ name }) => name), range: ['#b3261e', '#5f6368', '#0b57d0', '#9aa0a6'] },
    ],
    axes: [
      { ...axis, orient: 'bottom', scale: 'x', title: 'objects', values: [10, 100, 1000, 10_000, 100_000], format: ',' },
      { ...axis, orient: 'left', scale: 'y', title: 'CPU seconds, with loading', values: [0.01, 0.1, 1, 10, 100] },
    ],
    legends: [{ stroke: 'color', orient: 'top-left', symbolType: 'stroke', labelFontSize: 12, labelLimit: 0, symbolStrokeWidth: 2 }],
    marks: [{
      type: 'group',
      from: { facet: { name: 'line', data: 'points', groupby: 'series' } },
      marks: [
        { type: 'line', from: { data: 'line' }, encode: { enter: { ...position, strokeWidth: { value: 2 } } } },
        { type: 'symbol', from: { data: 'line' }, encode: { enter: { ...position, fill: { scale: 'color', field: 'series' }, size: { value: 30 } } } },
      ],
    }],
  };
}

void main();
