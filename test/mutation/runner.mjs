// @ts-check
import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { jestExpect } from '@jest/expect';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, DryRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { transformSync } from '@swc/core';
import * as circus from 'jest-circus';
import { ModuleMocker } from 'jest-mock';

/*
 * Runs the tests of a part with jest's own test functions, but in one process and without the rest of jest: Stryker's runner for jest
 * takes two seconds for each mutant, mostly to start jest and to load the code again, and this one a fraction of that. Every run loads the
 * code and its tests anew, since modules remember what a mutant made. It stops at the first failure: one is enough to kill a mutant.
 */

/** Milliseconds, as in package.json. */
const TEST_TIMEOUT = 30_000;
/** Code with all mutants in it is slower. */
const TIMED = /\bin little time$/;
/** Of the code that Stryker has changed: https://stryker-mutator.io/docs/stryker-js/guides/create-a-plugin/ */
const instrumented = /** @type {any} */ (globalThis).__stryker__ ??= {};
const mocker = new ModuleMocker(globalThis);
/** By file: compiled once, and run for each mutant. */
const scripts = new Map();
let selected;
let hasFailed = false;

class Runner {
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const { test, it, describe, beforeAll, beforeEach, afterEach, afterAll } = circus;
    const jest = { fn: mocker.fn.bind(mocker), spyOn: mocker.spyOn.bind(mocker), restoreAllMocks: () => mocker.restoreAllMocks() };
    Object.assign(globalThis, { test, it, describe, beforeAll, beforeEach, afterEach, afterAll, expect: jestExpect, jest });
  }

  async dryRun() {
    const result = await run();
    return result.status === DryRunStatus.Complete ? { ...result, mutantCoverage: instrumented.mutantCoverage } : result;
  }

  async mutantRun({ activeMutant, testFilter, sandboxFileName, hitLimit, disableBail }) {
    Object.assign(instrumented, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit ? 0 : undefined });
    try {
      return toMutantRunResult(await run(testFilter, `/${basename(sandboxFileName, '.ts')}.test.ts`), disableBail);
    } finally {
      instrumented.activeMutant = undefined;
    }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', Runner)];

/**
 * @param {readonly string[]} [testFilter] the ids of the tests to run; all of them if absent
 * @param {string} [first] end of the name of the test file to begin with, which is the likeliest to fail
 */
async function run(testFilter, first) {
  selected = testFilter && new Set(testFilter);
  hasFailed = false;
  circus.resetState();
  circus.addEventHandler(handleEvent);
  const state = circus.getState();
  state.testTimeout = TEST_TIMEOUT;
  try {
    load();
  } catch (error) {
    return { status: DryRunStatus.Error, errorMessage: String(error?.stack) };
  }
  const { children } = state.rootDescribeBlock;
  children.sort((a, b) => Number(b.name.endsWith(first)) - Number(a.name.endsWith(first)));
  skipUnselected(state.rootDescribeBlock);
  const { testResults, unhandledErrors } = await circus.run();
  mocker.restoreAllMocks();
  return determineHitLimitReached(instrumented.hitCount, instrumented.hitLimit) ?? (unhandledErrors.length > 0
    ? { status: DryRunStatus.Error, errorMessage: unhandledErrors.join('\n') }
    : { status: DryRunStatus.Complete, tests: testResults.map(toResult) });
}

function toResult({ testPath, duration, errors, status }) {
  const id = idOf(testPath);
  const result = { id, name: id, timeSpentMs: duration ?? 0 };
  if (errors.length > 0) {
    return { ...result, status: TestStatus.Failed, failureMessage: errors[0] };
  }
  return { ...result, status: status === 'skip' ? TestStatus.Skipped : TestStatus.Success };
}

function handleEvent({ name, test }) {
  if (name === 'test_start') {
    mocker.clearAllMocks();
    instrumented.currentTestId = idOf(pathOf(test));
    if (hasFailed) {
      test.mode = 'skip';
    }
  } else if (name === 'test_done') {
    instrumented.currentTestId = undefined;
    hasFailed ||= test.errors.length > 0;
  }
}

function pathOf({ name, parent }) {
  return parent ? [...pathOf(parent), name] : [name];
}

function idOf([, ...titles]) {
  return titles.join(' ');
}

/** Also skips the hooks of blocks in which no test runs. Returns whether one does. */
function skipUnselected(block) {
  const runs = block.children.filter((child) => child.type === 'describeBlock' ? skipUnselected(child) : isSelected(child));
  if (runs.length === 0) {
    block.mode = 'skip';
  }
  return runs.length > 0;
}

function isSelected(test) {
  if (TIMED.test(test.name) || (selected && !selected.has(idOf(pathOf(test))))) {
    test.mode = 'skip';
  }
  return test.mode !== 'skip';
}

/** Loads the tests of the part, in the copy of the project that is the working directory. */
function load() {
  const project = process.cwd();
  for (const file of Object.keys(Module._cache)) {
    if (file.startsWith(`${project}/`) && !file.includes('/node_modules/')) {
      delete Module._cache[file];
    }
  }
  const root = new Module(join(project, 'test/mutation/root'));
  root.filename = root.id;
  root.require('../support/setup');
  root.require('./pure-tests');
}

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => resolve(request === 'fast-check' ? join(process.cwd(), 'test/mutation/fast-check') : request, ...rest);

Module._extensions['.ts'] = (module, filename) => {
  let script = scripts.get(filename);
  if (!script) {
    const { code } = transformSync(readFileSync(filename, 'utf8'), { filename, jsc: { target: 'es2022' }, sourceMaps: 'inline' });
    script = new Script(Module.wrap(code), { filename });
    scripts.set(filename, script);
  }
  const require = Object.assign((id) => module.require(id), { resolve: (id) => resolve(id, module), cache: Module._cache });
  script.runInThisContext().call(module.exports, module.exports, require, module, filename, dirname(filename));
};
