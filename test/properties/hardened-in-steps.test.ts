import { differences, RISING, SHAPES } from './hardened-in-steps';

// `hardened-in-steps.full.ts` does it with pods of all shapes, and in any order.

test('hardening a server in steps gives the same as hardening it at once, for every known image', async () => {
  expect(RISING).toHaveLength(4);
  expect(await differences(SHAPES['a server'], RISING)).toEqual([]);
}, 60_000);
