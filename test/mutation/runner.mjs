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
 * takes two seconds for each mutant, mostly to start jest and to load the code again, and this one a fraction of that. Every test file loads
 * the code anew, since modules remember what a mutant or an earlier test made. It stops at the first failure: one is enough to kill a mutant.
 */

/** Milliseconds, as in package.json. */
const TEST_TIMEOUT = 30_000;
/** Milliseconds in which a test file is loaded, for those that did not run yet. */
const TO_LOAD = 50;
const SETUP = 'test/support/setup.ts';
/** Code with all mutants in it is slower. */
const TIMED = /\bin little time$/;
/** Of the code that Stryker has changed: https://stryker-mutator.io/docs/stryker-js/guides/create-a-plugin/ */
const instrumented = /** @type {any} */ (globalThis).__stryker__ ??= {};
const mocker = new ModuleMocker(globalThis);
/** By file: compiled once, and run for each mutant. */
const scripts = new Map();
let testFiles;
/** The ids of all controls. */
let controls;
let currentFile;
let hasFailed = false;

/** By mutated file and test file: how many mutants the test file killed. */
const kills = new Map();
/** By test file: the milliseconds of its last run in which no mutant was killed. */
const times = new Map();

/** Test files with the least expected time until the mutant is killed first: quick ones, and those that killed others in the same file. */
function inOrder(files, mutated) {
  const killed = kills.get(mutated) ?? new Map(files.filter((file) => file.endsWith(`/${basename(mutated, '.ts')}.test.ts`)).map((file) => [file, 1]));
  kills.set(mutated, killed);
  const costOf = (file) => (times.get(file) ?? TO_LOAD) / (1 + (killed.get(file) ?? 0));
  return [...files].sort((one, other) => costOf(one) - costOf(other));
}

class Runner {
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const { test, it, describe, beforeAll, beforeEach, afterEach, afterAll } = circus;
    const jest = { fn: mocker.fn.bind(mocker), spyOn: mocker.spyOn.bind(mocker), restoreAllMocks: () => mocker.restoreAllMocks() };
    Object.assign(globalThis, { test, it, describe, beforeAll, beforeEach, afterEach, afterAll, expect: jestExpect, jest });
    circus.addEventHandler(handleEvent);
    testFiles = load('test/mutation/parts.ts').testFilesOf(process.env.MUTATE);
    controls = new Set(load('src/policy/controls/catalog.ts').CATALOG.map(({ id }) => id));
  }

  async dryRun() {
    const result = await run(testFiles, () => true);
    return result.status === DryRunStatus.Complete ? { ...result, mutantCoverage: instrumented.mutantCoverage } : result;
  }

  async mutantRun({ activeMutant, testFilter, sandboxFileName, hitLimit, disableBail }) {
    const covering = testFilter && new Set(testFilter);
    const coveringFiles = testFilter && new Set(testFilter.map(fileOf));
    const mutated = basename(sandboxFileName, '.ts');
    const isSelected = (test) => !isOfAnother(test, mutated) && (covering?.has(idOf(titlesOf(test))) ?? true);
    const files = inOrder(testFiles.filter((file) => coveringFiles?.has(file) ?? true), sandboxFileName);
    Object.assign(instrumented, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit ? 0 : undefined });
    try {
      const result = await run(files, isSelected);
      if (hasFailed) {
        const killed = kills.get(sandboxFileName);
        killed.set(currentFile, (killed.get(currentFile) ?? 0) + 1);
      }
      return toMutantRunResult(result, disableBail);
    } finally {
      instrumented.activeMutant = undefined;
    }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', Runner)];

/**
 * Runs test files up to the first failure.
 *
 * @param {readonly string[]} files
 * @param {(test: any) => boolean} isSelected whether a test runs
 */
async function run(files, isSelected) {
  const tests = [];
  hasFailed = false;
  for (const file of files) {
    const start = Date.now();
    try {
      tests.push(...await runFile(file, isSelected));
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: String(error?.stack) };
    }
    if (hasFailed) {
      break;
    }
    times.set(file, Date.now() - start);
  }
  return determineHitLimitReached(instrumented.hitCount, instrumented.hitLimit) ?? { status: DryRunStatus.Complete, tests };
}

async function runFile(file, isSelected) {
  currentFile = file;
  circus.resetState();
  const { rootDescribeBlock } = Object.assign(circus.getState(), { testTimeout: TEST_TIMEOUT });
  forgetModules();
  load(SETUP);
  load(join('test', file));
  skipUnselected(rootDescribeBlock, (test) => !TIMED.test(test.name) && isSelected(test));
  const { testResults, unhandledErrors } = await circus.run();
  mocker.restoreAllMocks();
  if (unhandledErrors.length > 0) {
    throw new Error(unhandledErrors.join('\n'));
  }
  return testResults.map(toResult);
}

function handleEvent({ name, test }) {
  if (name === 'test_start') {
    mocker.clearAllMocks();
    instrumented.currentTestId = idOf(titlesOf(test));
    if (hasFailed) {
      test.mode = 'skip';
    }
  } else if (name === 'test_done') {
    instrumented.currentTestId = undefined;
    hasFailed ||= test.errors.length > 0;
  }
}

function toResult({ testPath, duration, errors, status }) {
  const id = idOf(testPath.slice(1));
  const result = { id, name: id, timeSpentMs: duration ?? 0 };
  if (errors.length > 0) {
    return { ...result, status: TestStatus.Failed, failureMessage: errors[0] };
  }
  return { ...result, status: status === 'skip' ? TestStatus.Skipped : TestStatus.Success };
}

/** A test that runs for each control begins with its id. Those of other controls do not notice a mutant in one. */
function isOfAnother({ name }, mutated) {
  const id = name.split(' ', 1)[0];
  return id !== mutated && controls.has(id) && controls.has(mutated);
}

/** No path of a test has a space. */
function fileOf(id) {
  return id.slice(0, id.indexOf(' '));
}

function idOf(titles) {
  return [currentFile, ...titles].join(' ');
}

/** Of a test and the blocks around it, but for that of the file. */
function titlesOf({ name, parent }) {
  return parent ? [...titlesOf(parent), name] : [];
}

/** Also skips the hooks of blocks in which no test runs. Returns whether one does. */
function skipUnselected(block, isSelected) {
  const runs = block.children.filter((child) => child.type === 'describeBlock' ? skipUnselected(child, isSelected) : isSelected(child) || skip(child));
  return runs.length > 0 || skip(block);
}

function skip(block) {
  block.mode = 'skip';
  return false;
}

/** Loads a file of the copy of the project that is the working directory. */
function load(file) {
  // A module of its own, which nobody keeps with what it has loaded.
  return new Module(join(process.cwd(), 'loader')).require(join(process.cwd(), file));
}

function forgetModules() {
  for (const file of Object.keys(Module._cache)) {
    if (file.startsWith(`${process.cwd()}/`) && !file.includes('/node_modules/')) {
      delete Module._cache[file];
    }
  }
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
