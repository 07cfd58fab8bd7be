import { Box, Point, Size } from './svg-box';
import { layOut, SvgLine } from './svg-layout';
import { standaloneStyle } from './svg-style';
import { svgEscaped, inLines, textWidth, svgLines } from './svg-text';
import { isEveryPort } from '../../../policy/network/evaluate/ports';
import { countText } from '../../reports/text';
import { MapConnection, MapNode, NetworkMap } from '../network-map';
import { portsText, portTexts } from '../ports-text';
import { isShownOpen, pictured, ShownMap } from '../shown';

/** The maximum size of a picture. Browsers draw larger ones slowly, and people cannot read them. */
export const MAX_DRAWN = { nodes: 150, connections: 400 };

const PADDING = 14;
const MIN_NODE_WIDTH = 120;
const MAX_TEXT = 260;
/** The maximum width of a label. A list of many ports may be wider, because it would be too high otherwise. */
const MAX_LABEL = { few: 140, many: 260 };
const FEW_PORTS = 8;
const MARGIN = 16;
const LINE = 18;
const LABEL_LINE = 15;
const NOTE_WIDTH = 640;

/** Whether a map is small enough for a picture. */
export function isDrawable(map: NetworkMap): boolean {
  return map.nodes.length <= MAX_DRAWN.nodes && map.connections.length <= MAX_DRAWN.connections;
}

/** The picture as a file, which follows the light or dark mode of its reader. */
export function toSvg(map: NetworkMap): string {
  const picture = pictured(map);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svgText(picture, picture.notes, `<style>${standaloneStyle()}</style>`)}\n`;
}

/** The picture as an element of a page, which has the style and the notes. */
export function svgElement(map: NetworkMap): string {
  return svgText(pictured(map), [], '');
}

function svgText({ nodes, connections, notes: all }: ShownMap, notes: readonly string[], style: string): string {
  const laid = layOut(nodes, connections, { node: nodeSize, label: labelSize });
  const texts = notes.flatMap((note) => inLines(note.split(/(?<= )/u), Math.max(laid.width, NOTE_WIDTH), 12));
  const width = Math.ceil(Math.max(laid.width, ...texts.map((text) => textWidth(text, 12))) + 2 * MARGIN);
  const height = Math.ceil(laid.height + 2 * MARGIN + (texts.length > 0 ? texts.length * LINE + MARGIN : 0));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="network-map" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="network-map-title network-map-desc">`,
    '<title id="network-map-title">Allowed connections</title>',
    `<desc id="network-map-desc">${svgEscaped(description(nodes, connections, all))}</desc>`,
    style,
    `<rect class="paper" width="${width}" height="${height}" fill="#ffffff"/>`,
    `<g transform="translate(${MARGIN} ${MARGIN})">`,
    ...laid.lines.map(line),
    ...nodes.map((node) => box(node, laid.boxes.get(node)!)),
    ...laid.lines.map(label),
    '</g>',
    ...texts.map((text, index) => `<text class="note" x="${MARGIN}" `
      + `y="${Math.ceil(laid.height) + 2 * MARGIN + (index + 1) * LINE}">${svgEscaped(text)}</text>`),
    '</svg>',
  ].filter((part) => part !== '').join('\n');
}

/** The content in words, for readers who do not see the picture. */
function description(nodes: readonly MapNode[], connections: readonly MapConnection[], notes: readonly string[]): string {
  const shownConnections = connections.map(({ from, to, ports }) => `${from.title} may connect to ${to.title} on ${portsText(ports)}.`);
  return [
    `${countText(nodes.filter(({ kind }) => kind === 'workload').length, 'workload')}.`,
    ...shownConnections,
    ...notes.map((note) => `${note}.`),
  ].join(' ');
}

/** The lines of a node: its name, and its details. */
function nodeLines({ title, detail }: MapNode) {
  return [
    ...svgLines(title, MAX_TEXT, 14).map((text) => ({ text, name: true })),
    ...svgLines(detail, MAX_TEXT, 12).map((text) => ({ text, name: false })),
  ];
}

function nodeSize(node: MapNode): Size {
  const lines = nodeLines(node);
  const text = Math.max(...lines.map(({ text: each, name }) => textWidth(each, name ? 15 : 12)));
  return { width: Math.max(MIN_NODE_WIDTH, text + 2 * PADDING), height: lines.length * LINE + 12 };
}

function labelSize({ ports }: MapConnection): Size {
  const lines = labelLines(ports);
  return lines.length === 0 ? { width: 0, height: 0 }
    : { width: Math.max(...lines.map((text) => textWidth(text, 12))) + 8, height: lines.length * LABEL_LINE + 2 };
}

/** The lines of a connection's label. A connection on every port has none. */
function labelLines(ports: MapConnection['ports']): readonly string[] {
  const texts = portTexts(ports);
  const parts = texts.map((text, index) => index < texts.length - 1 ? `${text}, ` : text);
  return isEveryPort(ports) ? [] : inLines(parts, texts.length > FEW_PORTS ? MAX_LABEL.many : MAX_LABEL.few, 12);
}

function box(node: MapNode, { x, y, width, height }: Box): string {
  const { title, detail, kind } = node;
  const classes = ['node', kind, ...isShownOpen(node) ? ['open'] : []].join(' ');
  const radius = kind === 'workload' ? 6 : 14;
  const lines = nodeLines(node);
  const top = y - lines.length * LINE / 2;
  const texts = lines.map(({ text, name }, index) =>
    `<text class="${name ? 'name' : 'detail'}" x="${round(x)}" y="${round(top + 14 + index * LINE)}">${svgEscaped(text)}</text>`);
  return `<g class="${classes}"><title>${svgEscaped(`${title} (${detail})`)}</title>`
    + `<rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" `
    + `height="${height}" rx="${radius}" fill="#ffffff" stroke="#55606f"/>`
    + `${texts.join('')}</g>`;
}

function line({ connection: { from, to, ports }, points }: SvgLine): string {
  const title = svgEscaped(`${from.title} to ${to.title}: ${portsText(ports)}`);
  return `<path class="line" d="${from === to ? loop(points) : curve(points)}" fill="none" stroke="#55606f"><title>${title}</title></path>`
    + `<path class="arrow" d="M0 0L-8 -4L-8 4z" transform="translate(${pair(points.at(-1)!)}) `
    + `rotate(${from === to ? -90 : angle(points)})" fill="#55606f"/>`;
}

function label({ connection, label: { x, y } }: SvgLine): string {
  const { width, height } = labelSize(connection);
  const texts = labelLines(connection.ports).map((text, index) =>
    `<text x="${round(x)}" y="${round(y - height / 2 + 12 + index * LABEL_LINE)}">${svgEscaped(text)}</text>`);
  return texts.length === 0 ? ''
    : `<g class="label"><rect class="paper" x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" `
      + `height="${height}" rx="4" fill="#ffffff"/>${texts.join('')}</g>`;
}

/** A path through the level parts of a line, with smooth curves between them. */
function curve(points: readonly Point[]): string {
  return points.map((point, index) => {
    const before = points[index - 1];
    if (index % 2 === 1 || before === undefined) {
      return `${index === 0 ? 'M' : 'L'}${pair(point)}`;
    }
    const middle = (before.x + point.x) / 2;
    return `C${pair({ x: middle, y: before.y })} ${pair({ x: middle, y: point.y })} ${pair(point)}`;
  }).join('');
}

/** A path down from a box and back. The middle of such a curve is at three quarters of the way to its control points. */
function loop([start, { y }, end]: readonly Point[]): string {
  const aim = start.y + (y - start.y) * 4 / 3;
  return `M${pair(start)}C${pair({ x: start.x, y: aim })} ${pair({ x: end.x, y: aim })} ${pair(end)}`;
}

/** The direction in which a line ends, in degrees. */
function angle(points: readonly Point[]): number {
  const [before, end] = points.slice(-2);
  return end.x < before.x ? 180 : 0;
}

const pair = ({ x, y }: Point) => `${round(x)} ${round(y)}`;
const round = (value: number) => Math.round(value * 10) / 10;
