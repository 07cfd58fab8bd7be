/*
 * The section "Mutation score" of docs/proof.md, from the summary that `npx projen mutate` leaves: it runs for hours, and on demand.
 */
import { existsSync, readFileSync } from 'fs';
import { table } from './markdown';

const SUMMARY = 'test/mutation/summary.json';

interface Summary {
  readonly folders: readonly Folder[];
  readonly parts: readonly { readonly commit: string; readonly survivors: readonly { readonly explanation: string | null }[] }[];
}

interface Folder {
  readonly folder: string;
  readonly mutants: number;
  readonly killed: number;
  readonly survived: number;
  /** Percent. */
  readonly score: number;
  readonly notRun: readonly string[];
}

/** @returns undefined where the mutation tests have never run */
export function mutationSection(file = SUMMARY): string | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  const { folders, parts }: Summary = JSON.parse(readFileSync(file, 'utf8'));
  const survivors = parts.flatMap((part) => part.survivors);
  const explained = survivors.filter(({ explanation }) => explanation !== null);
  const commits = [...new Set(parts.map(({ commit }) => `\`${commit}\``))].join(', ');
  const rows = folders.map(({ folder, mutants, killed, survived, score, notRun }) => [
    `\`src/${folder}\``, String(mutants), String(killed), String(survived), `${score} %`, notRun.join(', '),
  ]);
  return [
    '## Mutation score',
    `What Stryker changed in the code, and whether a test noticed, at ${commits}. Of ${survivors.length} survivors ${explained.length} are `
      + `explained in [summary.json](../${SUMMARY}).`,
    table(['folder', 'mutants', 'killed', 'survived', 'score', 'not run'], rows),
  ].join('\n\n');
}
