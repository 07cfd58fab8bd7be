/* Writes docs/explanation/tests.md. */
import { mutationSection } from './mutation-doc';
import { headOf, Pages, paragraphs, writePages } from './pages';
import { programsSection } from './programs-section';

const FILE = 'docs/explanation/tests.md';

export function testsPages(): Pages {
  return new Map([[FILE, `${paragraphs(
    headOf('test/programs/pinned.ts and test/mutation/summary.json'),
    '# Tests',
    'What the tests prove is in [the proof](proof.md). This page lists the programs that they run, and how well they notice a change of the code.',
    programsSection(),
    mutationSection(),
  )}\n`]]);
}

export function write(): void {
  writePages(testsPages());
}
