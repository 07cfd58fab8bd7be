import * as fc from '../../node_modules/fast-check/lib/cjs/fast-check';

/*
 * fast-check as mutation tests have it: always the same cases, since a mutant must not live or die by chance, fewer of them, and no
 * search for the smallest one that fails.
 */
export * from '../../node_modules/fast-check/lib/cjs/fast-check';

const MAX_RUNS = 30;

export const assert: typeof fc.assert = (property: any, parameters: fc.Parameters<any> = {}) => {
  const numRuns = Math.min(parameters.numRuns ?? MAX_RUNS, MAX_RUNS);
  return fc.assert(property, { ...parameters, numRuns, seed: 7, endOnFailure: true });
};
