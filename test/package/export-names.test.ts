import { join } from 'path';
import { exportedTwice } from './export-names';
import { ROOT } from './support';

/** Names that several folders export, and that may stay. The list only becomes shorter. */
const ALLOWED: readonly string[] = [
  // The public type, and what it becomes inside.
  'FailOn', 'Violation',
  // Families of images.
  'ImageFacts',
  // Causes and controls with the same subject, and words of `doctor`.
  'Cause', 'Evidence', 'Fix', 'Found', 'Level', 'POD_SECURITY', 'Reader', 'Source', 'dataDirectory', 'groupWithoutUser', 'isAbout',
  'limitRange', 'mountUnderReadOnly', 'mountsOf', 'textOf',
  // Not yet renamed.
  'UNKNOWN_IMAGE', 'idsOf',
];

test('a name that is exported means one thing', () => {
  expect([...exportedTwice(join(ROOT, 'src')).keys()].sort()).toEqual([...ALLOWED].sort());
});
