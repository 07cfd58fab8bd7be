import { COLUMNS, tableRows } from './rows';
import { printable } from '../../reports/printable';
import { Rollout, stepText } from '../rollout';

/** Names and labels can be arbitrarily long. */
const MAX_WIDTH = 60;

/** A table of namespaces, and below it what blocks each of them. */
export function toNamespacesText(rollout: Rollout): string {
  const { to, version, namespaces, notes } = rollout;
  const rows = [COLUMNS.map((title) => title.toUpperCase()), ...tableRows(rollout)].map((row) => row.map(printable));
  const widths = COLUMNS.map((_, column) => rows.reduce((most, row) => Math.min(MAX_WIDTH, Math.max(most, row[column].length)), 0));
  const table = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
  const blocked = namespaces.filter(({ blockers }) => blockers.length > 0).map(({ name = '(none)', blockers }) => [
    `${printable(name)}: before it enforces ${to}:${version}`,
    ...blockers.map((blocker) => `  ${printable(blocker.workload)}: ${printable(stepText(blocker))}`),
  ]);
  return `${[table, ...blocked, ...notes.length > 0 ? [notes] : []].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
