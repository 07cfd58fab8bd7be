import { COLUMNS, tableRows } from './rows';
import { codeText } from '../../reports/formats/markdown';
import { Rollout, stepText } from '../rollout';

/** A table for a pull request, and a list for each namespace. */
export function toNamespacesMarkdown(rollout: Rollout): string {
  const { to, version, namespaces, notes } = rollout;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const blocked = namespaces.filter(({ blockers }) => blockers.length > 0).flatMap(({ name = '(none)', blockers }) => [
    '',
    `Before ${codeText(name)} enforces \`${to}:${version}\`:`,
    '',
    ...blockers.map((blocker) => `- ${codeText(blocker.workload)}: ${codeText(stepText(blocker))}`),
  ]);
  const table = [line(COLUMNS), line(COLUMNS.map(() => '---')), ...tableRows(rollout).map((row) => line(row.map(codeText)))];
  return `${[...table, ...blocked, ...notes.flatMap((note) => ['', codeText(note)])].join('\n')}\n`;
}
