/* Writes docs/explanation/tests.md. */
import { mutationSection } from './mutation-doc';
import { headOf, Pages, paragraphs, writePages } from './pages';
import { programsSection } from './programs-section';

const FILE = 'docs/explanation/tests.md';

export function testsPages(): Pages {
  return new Map([[FILE, `${paragraphs(
    headOf('test/programs/pinned.ts and test/mutation/summary.json'),
    '# Tests',
    'This page lists the programs that the tests run, and the mutation scores. [The proof](proof.md) shows the results of the tests.',
    programsSection(),
    mutationSection(),
  )}\n`]]);
}

export function write(): void {
  writePages(testsPages());
}
