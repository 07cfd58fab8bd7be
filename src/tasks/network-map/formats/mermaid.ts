import { isEveryPort } from '../../../policy/network/evaluate/ports';
import { MapNode, NetworkMap } from '../network-map';
import { portsText } from '../ports-text';
import { isShownOpen, pictured } from '../shown';

/** A flowchart of https://mermaid.js.org, as GitHub and GitLab draw it in Markdown. */
export function toMermaid(map: NetworkMap): string {
  const { nodes, connections, notes } = pictured(map);
  const ids = new Map(nodes.map((node, index) => [node, `n${index}`]));
  const open = nodes.filter(isShownOpen);
  return [
    '%% Connections that the NetworkPolicies allow',
    'flowchart LR',
    ...nodes.map((node) => `  ${ids.get(node)}${shape(node)}`),
    ...connections.map(({ from, to, ports }) => `  ${ids.get(from)} `
      + `-->${isEveryPort(ports) ? '' : `|"${escaped(portsText(ports))}"|`} ${ids.get(to)}`),
    ...notes.length > 0 ? [
      '  subgraph legend[" "]',
      '    direction TB',
      ...notes.map((note, index) => `    note${index}["${escaped(note)}"]`),
      '  end',
      '  classDef note fill:none,stroke:none',
      `  class ${notes.map((_, index) => `note${index}`).join(',')} note`,
    ] : [],
    ...open.length > 0
      ? ['  classDef open stroke-dasharray: 5 4,stroke:#b3261e', `  class ${open.map((node) => ids.get(node)).join(',')} open`]
      : [],
    '',
  ].join('\n');
}

function shape({ kind, title, detail }: MapNode): string {
  const text = `"${escaped(title)}<br>${escaped(detail)}"`;
  return kind === 'workload' ? `[${text}]` : `([${text}])`;
}

/**
 * Writes all but a few characters as numbers, so that no name can be read as a part of the diagram, a directive in a comment, Markdown or
 * HTML.
 */
function escaped(text: string): string {
  return text.replace(/[^\w ./:,()!=-]/gu, (character) => `#${character.codePointAt(0)};`);
}
