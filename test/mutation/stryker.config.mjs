// @ts-check
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Mutation tests of one part of src/. `npx projen mutate` runs them, and says which. */
/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'in-process',
  plugins: ['./test/mutation/runner.mjs', './test/mutation/ignore-texts.mjs'],
  ignorers: ['texts'],
  coverageAnalysis: 'perTest',
  // Which capabilities and sysctls are safe is static data: that tests notice a change in it matters most.
  ignoreStatic: false,
  // Types are stripped by swc all the same.
  disableTypeChecks: false,

  ignorePatterns: ['/**', '!/src/**', '!/test/**', '!/package.json', '!/tsconfig.json', '!/.swcrc', '!/vendor/**'],
  concurrency: Number(process.env.MUTATE_CONCURRENCY ?? 2),
  // A busy machine must not kill mutants: one that survives runs all tests of its part. Most that are timed out never end.
  timeoutFactor: 4,
  timeoutMS: 20_000,
  tempDirName: join(tmpdir(), 'cdk8s-hardened-mutants'), // within the project jest would find every module twice,
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: process.env.MUTATE_REPORT },
};
