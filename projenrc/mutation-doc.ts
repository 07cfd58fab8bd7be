/*
 * The section "Mutation score" of docs/explanation/proof.md, from the summary that `npx projen mutate` writes. That takes about an
 * hour, so it is not part of CI.
 */
import { readFileSync } from 'fs';
import { table } from './markdown';
import { foldersOf, PartSummary } from '../test/mutation/write-summary';

const SUMMARY = 'test/mutation/summary.json';

/** The parts of src/ that were mutated, in their last runs. */
export function mutatedParts(): readonly PartSummary[] {
  return JSON.parse(readFileSync(SUMMARY, 'utf8')).parts;
}

export function mutationSection(parts = mutatedParts()): string {
  const survivors = parts.flatMap((part) => part.survivors);
  const explained = survivors.filter(({ explanation }) => explanation !== null);
  const commits = [...new Set(parts.map(({ commit }) => `\`${commit}\``))].join(', ');
  const rows = foldersOf(parts).map(({ folder, mutants, killed, survived, score, notRun }) => [
    `\`src/policy/${folder}\``, String(mutants), String(killed), String(survived), `${score} %`, notRun.join(', '),
  ]);
  return [
    '## Mutation score',
    `Stryker changes the code, and the tests must notice. The folders were tested in separate runs, at the commits ${commits} (\`-dirty\`: with `
      + 'uncommitted changes). Stryker does not change texts for people. It does not change CEL either: '
      + '[other tests](../../test/tasks/admission) run CEL with the library of API servers. '
      + `Of ${survivors.length} survivors, ${explained.length} are explained in [summary.json](../../${SUMMARY}).`,
    table(['folder', 'mutants', 'killed', 'survived', 'score', 'not run'], rows),
  ].join('\n\n');
}
