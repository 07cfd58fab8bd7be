const { TestEnvironment } = require('jest-environment-node');

/** Skips what is left after the first failure: one is enough to kill a mutant, and jest itself only stops between files. */
module.exports = class extends TestEnvironment {
  #hasFailed = false;

  async handleTestEvent({ name, test }) {
    if (name === 'test_start' && this.#hasFailed) {
      test.mode = 'skip';
    } else if (name === 'test_done') {
      this.#hasFailed ||= test.errors.length > 0;
    }
  }
};
