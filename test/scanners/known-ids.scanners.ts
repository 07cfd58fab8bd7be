import { TESTED_SCANNERS } from './support/scanners';
import { knownIds, NOT_OURS } from '../policy/controls/known-as/not-ours';

/* The ids that the library knows are those of the real programs. */

test.each(TESTED_SCANNERS.map((each) => [each.standard.name, each] as const))('each check of %s has a control, or a reason', (name, { standard, listedIds }) => {
  const left = Object.values(NOT_OURS[name]).flat();
  const listed = new Set(listedIds());
  const ours = new Set([...knownIds(standard), ...left]);
  expect([...ours].filter((id) => !listed.has(id))).toEqual([]);
  expect([...listed].filter((id) => !ours.has(id))).toEqual([]);
});
