// @ts-check
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/*
 * Mutation tests of one part of src/, which MUTATE names: `MUTATE=engine`, `MUTATE=controls/baseline`. `npx projen mutate` runs
 * all of them, one after the other, and writes down what came of it in summary.json.
 */

const part = process.env.MUTATE;
if (!part) {
  throw new Error('MUTATE must name the folder of src/policy to mutate, such as engine');
}
// dist/ is not checked in.
const output = join('dist', 'mutation', part.replaceAll('/', '-'));
mkdirSync(dirname(output), { recursive: true });
rmSync(`${output}.json`, { force: true }); // An older report is none of this commit.
writeFileSync(`${output}.commit`, execFileSync('git', ['describe', '--always', '--dirty', '--exclude=*']));

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  // The folders within src/policy/controls are parts of their own.
  mutate: (process.env.MUTATE_FOLDERS ?? `policy/${part}`).split(',').map((folder) => `src/${folder}/*.ts`),
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
  timeoutMS: 90_000, // A busy machine must not kill mutants: one that survives runs all tests of its part.
  tempDirName: join(tmpdir(), 'cdk8s-hardened-mutants'), // within the project jest would find every module twice,
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, allowEmojis: false },
  jsonReporter: { fileName: `${output}.json` },
  htmlReporter: { fileName: `${output}.html` },
};
