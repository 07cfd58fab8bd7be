import { Box, Layout, layOut, Point } from './svg-layout';
import { standaloneStyle } from './svg-style';
import { escaped, fitted, textWidth } from './svg-text';
import { firstOf } from '../../../formats/manifest/first-of';
import { isEveryPort } from '../../../policy/network/evaluate/ports';
import { countText } from '../../reports/text';
import { MapConnection, MapNode, NetworkMap } from '../network-map';
import { portTexts } from '../ports-text';
import { isOpen, shown, ShownMap } from '../shown';

/** Above, browsers and people are slow. */
export const MAX_DRAWN = { nodes: 150, connections: 400 };

const PADDING = 14;
const NODE_HEIGHT = 48;
const MIN_NODE_WIDTH = 120;
const MAX_TEXT = 240;
const MAX_LABEL = 150;
const MARGIN = 16;
const LINE = 18;
const NOTE_WIDTH = 640;

/** Whether a map is small enough for a picture. */
export function isDrawable(map: NetworkMap): boolean {
  return map.nodes.length <= MAX_DRAWN.nodes && map.connections.length <= MAX_DRAWN.connections;
}

/** The picture as a file, which follows the light or dark mode of its reader. */
export function toSvg(map: NetworkMap): string {
  const picture = shown(map);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svgText(picture, picture.notes, `<style>${standaloneStyle()}</style>`)}\n`;
}

/** The picture as an element of a page, which has the style and the notes. */
export function svgElement(map: NetworkMap): string {
  return svgText(shown(map), [], '');
}

function svgText({ nodes, connections, notes: all }: ShownMap, notes: readonly string[], style: string): string {
  const laid = layOut(nodes, connections, { node: nodeSize, label: labelSize });
  const texts = notes.flatMap((note) => wrapped(note, Math.max(laid.width, NOTE_WIDTH)));
  const width = Math.ceil(Math.max(laid.width, ...texts.map((text) => textWidth(text, 12))) + 2 * MARGIN);
  const height = Math.ceil(laid.height + 2 * MARGIN + (texts.length > 0 ? texts.length * LINE + MARGIN : 0));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="network-map" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="network-map-title network-map-desc">`,
    '<title id="network-map-title">Who may connect to whom</title>',
    `<desc id="network-map-desc">${escaped(description(nodes, connections, all))}</desc>`,
    style,
    `<rect class="paper" width="${width}" height="${height}" fill="#ffffff"/>`,
    `<g transform="translate(${MARGIN} ${MARGIN})">`,
    ...laid.lines.map(line),
    ...nodes.map((node) => box(node, laid.boxes.get(node)!)),
    ...laid.lines.map(label),
    '</g>',
    ...texts.map((text, index) => `<text class="note" x="${MARGIN}" y="${Math.ceil(laid.height) + 2 * MARGIN + (index + 1) * LINE}">${escaped(text)}</text>`),
    '</svg>',
  ].filter((part) => part !== '').join('\n');
}

/** For those who do not see the picture. */
function description(nodes: readonly MapNode[], connections: readonly MapConnection[], notes: readonly string[]): string {
  const shownConnections = connections.map(({ from, to, ports }) => `${from.title} may connect to ${to.title} on ${labelText(ports)}.`);
  return [`${countText(nodes.filter(({ kind }) => kind === 'workload').length, 'workload')}.`, ...shownConnections, ...notes.map((note) => `${note}.`)].join(' ');
}

function nodeSize({ title, detail }: MapNode): Pick<Box, 'width' | 'height'> {
  const text = Math.max(textWidth(fitted(title, MAX_TEXT, 14), 15), textWidth(fitted(detail, MAX_TEXT, 12), 12));
  return { width: Math.max(MIN_NODE_WIDTH, text + 2 * PADDING), height: NODE_HEIGHT };
}

function labelSize({ ports }: MapConnection): Pick<Box, 'width' | 'height'> {
  return { width: textWidth(fitted(labelText(ports), MAX_LABEL, 12), 12) + 10, height: LINE };
}

function labelText(ports: MapConnection['ports']): string {
  return firstOf(isEveryPort(ports) ? ['all ports'] : portTexts(ports), 3);
}

function box(node: MapNode, { x, y, width, height }: Box): string {
  const { title, detail, kind } = node;
  const classes = ['node', kind, ...isOpen(node) ? ['open'] : []].join(' ');
  const radius = kind === 'workload' ? 6 : height / 2;
  return `<g class="${classes}"><title>${escaped(`${title} (${detail})`)}</title>`
    + `<rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${height}" rx="${radius}" fill="#ffffff" stroke="#55606f"/>`
    + `<text class="name" x="${round(x)}" y="${round(y - 3)}">${escaped(fitted(title, MAX_TEXT, 14))}</text>`
    + `<text class="detail" x="${round(x)}" y="${round(y + 14)}">${escaped(fitted(detail, MAX_TEXT, 12))}</text></g>`;
}

function line({ connection: { from, to, ports }, points }: Layout['lines'][number]): string {
  return `<path class="line" d="${curve(points)}" fill="none" stroke="#55606f"><title>${escaped(`${from.title} to ${to.title}: ${labelText(ports)}`)}</title></path>`
    + `<path class="arrow" d="M0 0L-8 -4L-8 4z" transform="translate(${pair(points.at(-1)!)}) rotate(${round(angle(points))})" fill="#55606f"/>`;
}

/** Above lines and boxes, on a ground of its own. */
function label({ connection, label: { x, y } }: Layout['lines'][number]): string {
  const { width, height } = labelSize(connection);
  const text = fitted(labelText(connection.ports), MAX_LABEL, 12);
  return `<g class="label"><rect class="paper" x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${height}" rx="4" fill="#ffffff"/>`
    + `<text x="${round(x)}" y="${round(y + 4)}">${escaped(text)}</text></g>`;
}

const CORNER = 24;

/** A line through all points, so that it keeps clear of boxes and has its label on it, with round corners. */
function curve(points: readonly Point[]): string {
  const corners = points.slice(1, -1).map((point, index) => {
    const [before, after] = [toward(point, points[index]), toward(point, points[index + 2])];
    return `L${pair(before)}Q${pair(point)} ${pair(after)}`;
  });
  return `M${pair(points[0])}${corners.join('')}L${pair(points.at(-1)!)}`;
}

/** A point on the way to another, no farther than half of it. */
function toward(from: Point, to: Point): Point {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const part = Math.min(0.5, CORNER / Math.max(1, Math.hypot(x, y)));
  return { x: from.x + x * part, y: from.y + y * part };
}

/** The direction in which a line ends, in degrees. */
function angle(points: readonly Point[]): number {
  const [before, end] = points.slice(-2);
  return Math.atan2(end.y - before.y, end.x - before.x) * 180 / Math.PI;
}

function wrapped(text: string, width: number): readonly string[] {
  return text.match(new RegExp(`.{1,${Math.max(20, Math.floor(width / 6.6))}}(?=\\s|$)|\\S+`, 'gu'))?.map((part) => part.trim()) ?? [];
}

const pair = ({ x, y }: Point) => `${round(x)} ${round(y)}`;
const round = (value: number) => Math.round(value * 10) / 10;
