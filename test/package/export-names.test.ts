import { join } from 'path';
import { exportedTwice } from './export-names';
import { ROOT } from './support';

/** Names that several folders export, and that may stay. The list only becomes shorter. */
const ALLOWED: readonly string[] = [
  // The public type, and its form inside.
  'FailOn', 'Violation',
];

test('a name that is exported means one thing', () => {
  expect([...exportedTwice(join(ROOT, 'src')).keys()].sort()).toEqual([...ALLOWED].sort());
});
