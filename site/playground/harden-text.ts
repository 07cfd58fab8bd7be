import { problemOf } from './problem';
import type { Hardened } from './result';
import { Replacement, unifiedDiff } from '../../src/commands/cli/harden/diff';
import { Publication } from '../../src/policy/engine/pipeline';
import type { HardeningConfig } from '../../src/policy/engine/plan';
import { Hardener } from '../../src/tasks/audit/harden';
import { hardenedWorkloads } from '../../src/tasks/audit/hardened-workloads';
import type { Input } from '../../src/tasks/audit/input';
import type { Finding } from '../../src/tasks/reports/finding';
import { remainingText } from '../../src/tasks/reports/hardened';
import { printable } from '../../src/tasks/reports/printable';
import { NO_SETTINGS } from '../../src/tasks/settings-file/settings-file';

/** Lines of a diff, and of notes, that are shown. */
const MAX_LINES = 3000;
const MAX_NOTES = 200;

/** What `harden --diff` says about a text. */
export function hardenText(input: Input, before: string, rules: HardeningConfig): Hardened {
  const replacements: Replacement[] = [];
  const notes: string[] = [];
  const accounts = new Publication<Finding>();
  const hardener = new Hardener({ ...NO_SETTINGS, rules }, new Date(), (document) => {
    replacements.push({ before: document.source.text, after: document.text });
    notes.push(...hardenedWorkloads(document, accounts).flatMap((workload) => remainingText(workload).split('\n')));
  });
  try {
    hardener.prepare([input]);
    const text = Buffer.concat([...hardener.harden(input)]).toString();
    const diff = unifiedDiff(input.name, before, replacements).split('\n').filter(Boolean);
    return {
      diff: diff.slice(0, MAX_LINES).map(printableLine),
      leftOut: Math.max(0, diff.length - MAX_LINES),
      notes: limitedNotes([...notes.filter(Boolean), ...hardener.remarks()]),
      text: text === before ? undefined : text,
    };
  } catch (error) {
    return { diff: [], leftOut: 0, notes: [], error: problemOf(error, input.name) };
  }
}

function limitedNotes(notes: readonly string[]): readonly string[] {
  const left = notes.length - MAX_NOTES;
  return left > 0 ? [...notes.slice(0, MAX_NOTES), `and ${left} more lines: run \`harden\` on the file`] : notes;
}

/** Tabs stay. */
function printableLine(line: string): string {
  return line.replace(/\r$/, '').split('\t').map(printable).join('\t');
}
