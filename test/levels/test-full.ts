/*
 * Runs parts of the full tests, and records each result in test/full-run.json. `npm run test:full` runs the parts that have not passed
 * for the current content of their inputs, and `npm run test:full -- PART...` the named ones. `--list` prints them.
 */
import { spawnSync } from 'child_process';
import { rmSync } from 'fs';
import { changedIn, contentOf, git } from './content';
import { machineName, PartRun, readFullRun, writeFullRun } from './full-run';
import { countsIn, counterexamplesIn, REPORTS, slowestIn } from './junit';
import { PART_MINUTES } from './limits';
import { PARTS } from './parts';
import { DEBIAN_RELEASE } from '../programs/pinned';

const IN_ROOT = ['--project', 'test/tsconfig.json', '--transpile-only', 'test/programs/debian-root/main.ts'];
/** When it ends, the root ends, with all processes in it. */
const LIMITED = ['timeout', '--foreground', '--kill-after=1m', `${PART_MINUTES}m`];

function isPending(name: string): boolean {
  const { result, content } = readFullRun().parts[name] ?? {};
  return result !== 'passed' || content !== contentOf(PARTS[name].inputs);
}

function run(name: string): boolean {
  const { description, commands, inputs, hasRandomSeed } = PARTS[name];
  console.log(`=== ${name}: ${description}`);
  const changed = changedIn(inputs);
  rmSync(REPORTS, { recursive: true, force: true });
  const seed = hasRandomSeed ? Date.now() % 2 ** 31 : undefined;
  const date = new Date();
  const [commit, content] = [git('rev-parse', '--short=12', 'HEAD'), contentOf(inputs)];
  const env = { ...process.env, CI: 'true', ...seed !== undefined && { PROPERTY_SEED: String(seed) } };
  const { status } = spawnSync('npx', ['ts-node', ...IN_ROOT, ...LIMITED, 'bash', '-ec', commands.join('\n')], { stdio: 'inherit', env });
  const counterexamples = counterexamplesIn();
  const record: PartRun = {
    result: status === 0 ? 'passed' : 'failed',
    commit,
    date: date.toISOString(),
    content,
    seconds: Math.round((Date.now() - date.getTime()) / 1000),
    machine: machineName(),
    versions: { node: process.version, debian: DEBIAN_RELEASE },
    tests: countsIn(),
    slowest: slowestIn(),
    ...seed !== undefined && { seed },
    ...counterexamples.length > 0 && { counterexamples },
  };
  console.log(`=== ${name}: ${record.result} in ${record.seconds} s`);
  if (changed.length > 0) {
    console.log(`The result is not recorded, because these files are not committed: ${changed.join(', ')}`);
  } else {
    const { parts, ...others } = readFullRun();
    writeFullRun({ ...others, parts: { ...parts, [name]: record } });
  }
  return status === 0;
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in PARTS) && name !== '--list');
if (unknown.length > 0) {
  console.error(`test:full has no part ${unknown.join(', ')}. Its parts are ${Object.keys(PARTS).join(', ')}`);
  process.exitCode = 2;
} else if (named.includes('--list')) {
  Object.entries(PARTS).forEach(([name, { description }]) => console.log(`${isPending(name) ? 'to run' : 'passed'}  ${name}: ${description}`));
} else {
  const chosen = named.length > 0 ? named : Object.keys(PARTS).filter(isPending);
  const failed = chosen.filter((name) => !run(name));
  console.log(`${chosen.length - failed.length} parts passed, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(', ')}` : ''}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
