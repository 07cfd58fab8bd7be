const { existsSync, readFileSync } = require('fs');
const { join, relative } = require('path');
const { default: Sequencer } = require('@jest/test-sequencer');

const ROOT = join(__dirname, '../..');
const RECORDED = join(ROOT, 'test/full-run.json');

/** Seconds by file, of the recorded runs. */
function recordedSeconds() {
  const { ci, parts = {} } = existsSync(RECORDED) ? JSON.parse(readFileSync(RECORDED, 'utf8')) : {};
  const reports = [ci, ...Object.values(parts)].flatMap((run) => Object.values(run?.slowest ?? {}));
  return Object.assign({}, ...reports);
}

/*
 * Starts the files first that took longest. A new clone has no times of jest, which then goes by the sizes of files, and one worker would run
 * such a file alone at the end.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const seconds = recordedSeconds();
    const of = ({ path }) => seconds[relative(ROOT, path).replaceAll('\\', '/')] ?? 0;
    return super.sort(tests).sort((one, other) => of(other) - of(one));
  }
};
