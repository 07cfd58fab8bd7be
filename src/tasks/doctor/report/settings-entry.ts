import { Workload } from '../evidence';

/** The lines of the settings file for one workload. Undefined if there is nothing to write. */
export function settingsEntry(workload: Workload | undefined, settings?: string, images?: string): string | undefined {
  const lines: string[] = [];
  const onlyComment = settings !== undefined && settings.split('\n').every((line) => line.startsWith('#'));
  if (settings !== undefined && onlyComment) {
    lines.push(settings);
  } else if (settings !== undefined) {
    lines.push('workloads:', `  - match: ${matchText(workload)}`, ...settings.split('\n').map((line) => `    ${line}`));
  }
  if (images !== undefined) {
    lines.push('images:', `  ${images}`);
  }
  return lines.length === 0 ? undefined : lines.join('\n');
}

function matchText(workload: Workload | undefined): string {
  const { kind, name, namespace } = workload ?? { kind: 'KIND', name: 'NAME' };
  return `{ kind: ${kind}, name: ${name}${namespace === undefined ? '' : `, namespace: ${namespace}`} }`;
}
