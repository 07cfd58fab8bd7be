import { MapNode, NetworkMap } from '../network-map';
import { portsText } from '../ports-text';
import { shown } from '../shown';

const HEAD = ['FROM', 'TO', 'PORTS', 'SERVICE'];
/** Names can be arbitrarily long. */
const MAX_WIDTH = 60;

/** The connections as columns of text, with notes. */
export function toTable(map: NetworkMap): string {
  const { connections, notes } = shown(map);
  const rows = connections.map(({ from, to, ports, services }) => [nodeText(from), nodeText(to), portsText(ports), services.join(', ')]);
  const widths = HEAD.map((_, column) => Math.min(MAX_WIDTH, [HEAD, ...rows].reduce((most, row) => Math.max(most, row[column].length), 0)));
  const lines = [HEAD, ...rows].map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
  const blocks = [...rows.length > 0 ? [lines] : [], ...notes.length > 0 ? [notes] : []];
  return `${(blocks.length > 0 ? blocks : [['No connection is allowed']]).map((block) => block.join('\n')).join('\n\n')}\n`;
}

export function nodeText({ title, detail }: MapNode): string {
  return `${title} (${detail})`;
}
