/* The section of docs/explanation/tests.md from the summary that `npx projen mutate` writes. That takes hours, so it is not part of CI. */
import { table } from './markdown';
import { PARTS } from '../test/mutation/parts';
import { PartSummary, readSummaries, SUMMARY } from '../test/mutation/results';


export function mutationSection(parts: readonly PartSummary[] = readSummaries()): string {
  const rows = parts.map(({ part, mutants, score, survivors, commit }) => [
    PARTS[part].folders.map((folder) => `\`${folder}\``).join(', '), String(mutants), `${score} %`, String(survivors.length), String(explained(survivors)), `\`${commit}\``,
  ]);
  const survivors = parts.flatMap((part) => part.survivors);
  return [
    '## Mutation score',
    'Stryker changes the code, and the tests must notice. Each row was a run of its own, at its commit (`-dirty`: with uncommitted changes). '
      + 'Stryker does not change texts for people. It does not change CEL either: '
      + '[other tests](../../test/tasks/admission) run CEL with the library of API servers. '
      + `There are ${survivors.length} survivors, ${explained(survivors)} of them explained, in [summary.json](../../${SUMMARY}).`,
    table(['folders of src/', 'mutants', 'score', 'survivors', 'explained', 'commit'], rows),
  ].join('\n\n');
}

function explained(survivors: PartSummary['survivors']): number {
  return survivors.filter(({ explanation }) => explanation !== null).length;
}
