const { default: Sequencer } = require('@jest/test-sequencer');

/*
 * The test files that take longest, in the order in which they start. Where jest has no times of earlier runs, as in CI, it goes by the sizes
 * of files, and one worker would do such a file alone at the end.
 */
const LONGEST = [
  // Builds a program for the others in its folder, which would build it, too, if they ran beside it.
  'test/tasks/admission/waivers.slow.ts',
  'test/site/site.slow.ts',
  'test/tasks/image-facts/cost.slow.ts',
  'test/package/lint.slow.ts',
  'test/tasks/chart-values/promises.slow.ts',
  'test/fuzz/long-texts.slow.ts',
  'test/tasks/reports/formats/html-large.slow.ts',
  'test/site/playground.slow.ts',
  'test/tasks/admission/parity.slow.ts',
  'test/properties/waivers.test.ts',
  'test/properties/needed-fields.slow.ts',
  'test/properties/hardened-in-steps.slow.ts',
  'test/policy/engine/harden.test.ts',
  'test/package/plus-package.slow.ts',
  'test/package/plus.slow.ts',
  'test/prose/prose.slow.ts',
  // In real containers. The second builds the images of images.runtime.ts.
  'test/runtime/locked/frameworks/frameworks.runtime.ts',
  'test/runtime/images/facts.runtime.ts',
  'test/runtime/apps/applications.runtime.ts',
  'test/runtime/suggest/runs.runtime.ts',
  'test/runtime/suggest/verification.runtime.ts',
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
