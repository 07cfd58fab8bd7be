const { existsSync, readFileSync, writeFileSync } = require('fs');
const { join, relative } = require('path');

const ROOT = join(__dirname, '../../..');
const FILE = join(ROOT, 'test/cluster/results.json');

/*
 * Writes the names of the tests that passed on a server, and of those that it cannot run, by file. docs/explanation/proof.md has them. A run of
 * some tests writes nothing, and neither does one with a failure.
 */
module.exports = class Results {
  constructor(config) {
    this.isWhole = config.testNamePattern === undefined || config.testNamePattern === '';
    this.patterns = config.nonFlagArgs ?? [];
  }

  onRunComplete(_, { numFailedTests, numFailedTestSuites, testResults }) {
    if (numFailedTests + numFailedTestSuites > 0 || !this.isWhole || this.patterns.length > 0) return;
    const namesOf = (status) => Object.fromEntries(testResults.map(({ testFilePath, testResults: tests }) => [
      relative(ROOT, testFilePath).replaceAll('\\', '/'),
      tests.filter((test) => test.status === status).map(({ fullName }) => fullName),
    ]).filter(([, names]) => names.length > 0).sort(([one], [other]) => one < other ? -1 : 1));
    const all = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
    all[process.env.CLUSTER_VERSION] = { passed: namesOf('passed'), skipped: namesOf('pending') };
    writeFileSync(FILE, `${JSON.stringify(all, undefined, 2)}\n`);
  }
};
