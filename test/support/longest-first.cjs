const { default: Sequencer } = require('@jest/test-sequencer');

/*
 * The test files that take longest, longest first. Where jest has no times of earlier runs, as in CI, it goes by the sizes of files, and one
 * worker would do such a file alone at the end.
 */
const LONGEST = [
];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const index = LONGEST.findIndex((name) => path.endsWith(name));
      return index < 0 ? LONGEST.length : index;
    };
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
module.exports.LONGEST = LONGEST;
