/*
 * Fails if a part of `npm run test:full` has no recent result: `npx projen ci:full-age`. The release workflow calls it. `.ci/run` prints
 * the same lines and passes, because an old result must not block its own fix.
 */
import { ageProblems, behindHead } from './age';
import { readFullRun } from './full-run';
import { PARTS } from './parts';

const problems = ageProblems(Object.keys(PARTS), readFullRun(), behindHead);
problems.forEach((problem) => console.error(problem));
if (problems.length === 0) console.log(`All ${Object.keys(PARTS).length} parts of test:full passed recently.`);
process.exitCode = problems.length > 0 ? 1 : 0;
