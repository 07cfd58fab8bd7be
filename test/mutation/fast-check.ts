import * as fc from '../../node_modules/fast-check/lib/cjs/fast-check';

/*
 * fast-check as mutation tests have it: always the same cases, since a mutant must not live or die by chance, fewer of them, and no
 * search for the smallest one that fails.
 */
export * from '../../node_modules/fast-check/lib/cjs/fast-check';

const MAX_RUNS = 30;
/** A test that asks for so many counts what it has seen, and needs a quarter of them. */
const COUNTING = 4000;

export const assert: typeof fc.assert = (property: any, parameters: fc.Parameters<any> = {}) => {
  const { numRuns: wanted = MAX_RUNS } = parameters;
  const numRuns = wanted >= COUNTING ? wanted / 4 : Math.min(wanted, MAX_RUNS);
  return fc.assert(property, { ...parameters, numRuns, seed: 7, endOnFailure: true });
};
