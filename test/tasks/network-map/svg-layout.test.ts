import { existsSync, readdirSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { allowing, deployment, LARGEST, mapOf, policy, RELEASE } from './support';
import { crossed, geometryOf, isApart } from './svg-geometry';
import { NETWORK_FORMATS } from '../../../src/tasks/network-map/formats';
import { isDrawable } from '../../../src/tasks/network-map/formats/svg';
import { run } from '../../commands/cli/support';

const EXAMPLES = join(__dirname, '../../../examples');
const svgOf = (objects: readonly object[]) => NETWORK_FORMATS.svg(mapOf(...objects));

/** What lies on something that it must not touch. */
function collisions(svg: string): readonly string[] {
  const { size: [width, height], boxes, labels, lines } = geometryOf(svg);
  const placed = [...boxes, ...labels];
  const outside = [...placed.flatMap(({ left, top, right, bottom }) => [[left, top], [right, bottom]]), ...lines.flat()]
    .filter(([x, y]) => x < 0 || y < 0 || x > width || y > height);
  return [
    ...outside.map((point) => `${point} is not in the picture`),
    ...placed.flatMap((one, index) => placed.slice(index + 1).filter((other) => !isApart(one, other)).map((other) => `${one.text} lies on ${other.text}`)),
    ...lines.flatMap((line, index) => crossed(placed, line).map((text) => `line ${index} crosses ${text}`)),
  ];
}

describe('no label lies on a line or on another label, and no line crosses a box', () => {
  it.each(readdirSync(EXAMPLES).filter((name) => name !== 'cluster-policies' && existsSync(join(EXAMPLES, name, 'dist'))))('in the example %s', async (name) => {
    const { stdout } = await run(['network', join('examples', name, 'dist'), '--format', 'svg']);
    expect(geometryOf(stdout).boxes.length).toBeGreaterThan(0);
    expect(collisions(stdout)).toEqual([]);
  });

  it('in a release with a loop, long lists of ports, and arrows from and to anything', () => {
    const svg = svgOf(RELEASE);
    expect([geometryOf(svg).labels.length, geometryOf(svg).lines.length]).toEqual([9, 17]);
    expect(collisions(svg)).toEqual([]);
  });

  it('in the largest picture', () => {
    const map = mapOf(...LARGEST);
    const svg = NETWORK_FORMATS.svg(map);
    expect([isDrawable(map), map.connections.length > 300]).toEqual([true, true]);
    expect(geometryOf(svg).labels.length).toBeGreaterThan(150);
    expect(collisions(svg)).toEqual([]);
  });

  it('in any picture', () => {
    const APPS = 9;
    const app = fc.integer({ min: 0, max: APPS - 1 });
    const port = fc.oneof(fc.integer({ min: 1, max: 65_535 }), fc.stringMatching(/^[a-z]{1,15}$/));
    const rule = fc.record({
      to: app,
      from: fc.array(app, { maxLength: 4 }),
      ports: fc.array(port, { minLength: 1, maxLength: 12 }),
      types: fc.subarray(['Ingress', 'Egress'], { minLength: 1 }),
    });
    const nameLengths = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: APPS, maxLength: APPS });
    fc.assert(fc.property(fc.array(rule, { maxLength: 8 }), nameLengths, (rules, lengths) => {
      const names = lengths.map((length, index) => `${index}-${'long-name-'.repeat(6).slice(0, length)}x`);
      const svg = svgOf([
        ...names.map((name) => deployment(name, 80)),
        ...rules.map(({ to, from, ports, types }, index) => {
          const made = allowing(names[to], from.map((each) => names[each]), ports, types);
          return { ...made, metadata: { ...made.metadata, name: `p${index}` } };
        }),
      ]);
      expect(collisions(svg)).toEqual([]);
    }), { numRuns: 60 });
  });

  it('which is measured', () => {
    const svg = svgOf(RELEASE);
    const moved = svg.replace(/(<g class="label"><rect class="paper" x="[^"]*" y=")([^"]*)/, (_, before, y) => `${before}${Number(y) + 12}`);
    expect(collisions(moved)).toEqual([expect.stringMatching(/^line \d+ crosses /)]);
  });
});

it('the same objects give the same picture', () => {
  expect(svgOf(RELEASE)).toBe(svgOf(RELEASE));
});

describe('a workload that is open', () => {
  const ends = (svg: string) => [...svg.matchAll(/<path class="line"[^>]*><title>([^<]*)/g)].map(([, title]) => title);

  it('has arrows from anything and to anything, one of each on its side', () => {
    const svg = svgOf([deployment('web', 80)]);
    expect(ends(svg)).toEqual(['anything to web: all ports', 'web to anything: all ports']);
    const { boxes: [web, left, right] } = geometryOf(svg);
    const [from, to] = left.left < right.left ? [left, right] : [right, left];
    expect([from.text, to.text]).toEqual(['anythingany pod and any address', 'anythingany pod and any address']);
    expect([from.right < web.left, web.right < to.left]).toEqual([true, true]);
  });

  it('in one direction has that arrow', () => {
    expect(ends(svgOf([deployment('web', 80), policy('web', { policyTypes: ['Ingress'] })]))).toEqual(['web to anything: all ports']);
    expect(ends(svgOf([deployment('web', 80), policy('web', { policyTypes: ['Egress'] })]))).toEqual(['anything to web: all ports']);
  });

  it('has the same arrows in Mermaid', () => {
    expect(NETWORK_FORMATS.mermaid(mapOf(deployment('web', 80))).split('\n').filter((line) => line.includes('-->'))).toEqual(['  n1 --> n0', '  n0 --> n2']);
  });
});

it('shows every port of a list, and the whole of each name', () => {
  const name = 'a-name-that-is-as-long-as-kubernetes-lets-it-be-and-not-longer1';
  const ports = Array.from({ length: 60 }, (_, index) => 1000 + index * 7);
  const svg = svgOf([deployment(name, 80), deployment('client', 80), allowing(name, ['client'], ports, ['Ingress', 'Egress'])]);
  const [label] = geometryOf(svg).labels;
  expect(label.text.split(/,\s*/)).toEqual(ports.map((port) => `${port}/TCP`));
  expect(geometryOf(svg).boxes.some(({ text }) => text.startsWith(name))).toBe(true);
  expect(svg).not.toContain('…');
  expect(NETWORK_FORMATS.mermaid(mapOf(deployment(name, 80), deployment('client', 80), allowing(name, ['client'], ports)))).toContain('1413/TCP');
});
