import { differences, SHAPES } from './hardened-in-steps';

test.each(Object.entries(SHAPES))('hardening in steps gives the same as hardening at once: %s', async (_, shape) => {
  expect(await differences(shape)).toEqual([]);
}, 300_000);
