import { DuplicateKey } from '../../../formats/manifest/duplicate-keys';
import { toFieldPath } from '../../../formats/manifest/paths';
import { Violation } from '../check';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

/** Maximum number of lines in a finding. */
const MAX_LINES = 4;

export const duplicateKeys: ObjectControl = {
  id: 'duplicate-keys',
  title: 'No duplicate keys',
  level: 'pss-baseline',
  risk: 'broken',
  why: 'A reviewer may read a value that kubectl ignores, because kubectl uses only the last value. Other tools refuse the file.',
  remedy: 'keep one of the lines that set the key, and remove the others',
  spec: {
    rules: [{ fields: ['any field'], allowed: 'set once in its object' }],
    notes: [
      'The other controls evaluate the last value, and `harden` edits it.',
      'A waiver lists the field in `allow`, such as `spec.template.spec.containers[0].env`.',
      'When an app is synthesized, such a file is not read at all.',
    ],
  },
  checkObject: (_, { notes: { duplicateKeys: keys } }, path) => listOf(keys?.in(path).map(violationOf)),
};

function violationOf({ path, lines }: DuplicateKey): Violation {
  // The finding leaves out the value of the key, which may be a secret.
  return { path, value: lines, allowKey: toFieldPath(path), detail: `is set ${placesOf(lines)}, and kubectl takes the last value` };
}

function placesOf(lines: readonly number[]): string {
  const last = lines[lines.length - 1];
  const [first] = lines;
  if (first === last) {
    return `${lines.length} times on line ${last}`;
  }
  return lines.length > MAX_LINES
    ? `${lines.length} times, first on line ${first} and last on line ${last}`
    : `on lines ${lines.slice(0, -1).join(', ')} and ${last}`;
}
