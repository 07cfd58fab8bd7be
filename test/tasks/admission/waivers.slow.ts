import { decide, PLAN } from './support';
import { families, waivedObjects } from './waived-objects';
import { enforcements } from '../../../src/tasks/admission/enforcements';
import { PlannedPolicy } from '../../../src/tasks/admission/plan';

/* The same waivers accept the same in a cluster as in an audit. */

/** Requests with their waivers in one policy: compiling it takes most of the time. */
const TOGETHER = 10;

test.each(['pss-restricted', 'hardened'] as const)('waivers accept in the cluster what they accept in an audit, by %s', (level) => {
  const plan: PlannedPolicy = { ...PLAN, level };
  const names = enforcements(plan).flatMap(({ checks }) => checks.map((check) => check.name));
  const cases = waivedObjects(plan, 70);
  const outcomes = decide(cases.flatMap((_, start) => {
    const together = start % TOGETHER === 0 ? cases.slice(start, start + TOGETHER) : [];
    const waiving = { ...plan, waivers: together.flatMap(({ waivers }) => waivers) };
    return together.map(({ object }) => ({ plan: waiving, request: { operation: 'CREATE', object } }));
  }));
  const wrong = outcomes.flatMap(({ error, failed }, index) => {
    const { expected, counting, object } = cases[index];
    const found = [expected.filter((name) => names.includes(name)), failed];
    const [engine, cel] = found.map(families);
    const isSame = error === undefined && JSON.stringify(engine) === JSON.stringify(cel);
    return isSame ? [] : [{ error, engine, cel, counting, object: JSON.stringify(object) }];
  });
  expect(cases.filter(({ counting }) => counting.length > 0).length).toBeGreaterThan(30);
  expect(wrong.slice(0, 3)).toEqual([]);
});
