/*
 * Runs fast tests by the Windows build of Node.js in Wine: those of code that reads and writes files, or starts programs. All others only
 * compute; on GitHub they run on Windows, too.
 */
import { closeSync, mkdtempSync, openSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Windows } from '../programs/windows';

const ROOT = join(__dirname, '../..');

const TESTED = ['test/commands/', 'test/tasks/(audit|baseline|charts|programs|reports|settings-file)/', 'test/formats/files/', 'test/constructs/synth/'];
/** The first two need git, which Wine does not have. The third takes minutes, and runs what the others run. */
const LEFT_OUT = ['test/commands/cli/changed-since.test.ts', 'test/tasks/reports/formats/html-network.test.ts', 'test/commands/cli/only.test.ts'];
const WITHOUT_GIT = '^(?!.*--changed-since)';

/** Wine cannot say where a link leads that is none, as modules are looked up. */
const AS_WRITTEN = ['--preserve-symlinks', '--preserve-symlinks-main'];
const JEST = ['node_modules/jest/bin/jest.js', '--ci', '--cacheDirectory', 'C:/jest'];

const log = join(mkdtempSync(join(tmpdir(), 'cdk8s-hardened-windows-')), 'log');
const output = openSync(log, 'w');
const status = Windows.install().node(
  ['--no-opt', ...AS_WRITTEN, ...JEST, '--testNamePattern', WITHOUT_GIT, '--testPathPatterns', ...TESTED, '--testPathIgnorePatterns', ...LEFT_OUT],
  { cwd: ROOT, output, env: { JEST_JUNIT_OUTPUT_NAME: 'windows-fast-junit.xml' } },
);
closeSync(output);
console.log(readFileSync(log, 'utf8'));
process.exitCode = status === 0 ? 0 : 1;
