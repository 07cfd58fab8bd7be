import { TESTED_SCANNERS } from './support/scanners';
import { knownIds, NOT_OURS } from '../policy/controls/known-as/not-ours';
import { GoScanner } from '../programs/go-scanners/go-scanner';
import { GO_SCANNERS } from '../programs/pinned';

/* The ids that the library knows are those of the real programs. */

test.each(TESTED_SCANNERS.map((each) => [each.standard.name, each] as const))('each check of %s has a control, or a reason', (name, { standard, listedIds }) => {
  expect(standard.version).toBe(GO_SCANNERS[name.toLowerCase() as GoScanner].version);
  const left = Object.values(NOT_OURS[name]).flat();
  const listed = new Set(listedIds());
  const ours = new Set([...knownIds(standard), ...left]);
  expect([...ours].filter((id) => !listed.has(id))).toEqual([]);
  expect([...listed].filter((id) => !ours.has(id))).toEqual([]);
});
