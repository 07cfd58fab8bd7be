/*
 * Runs fast tests by the Windows build of Node.js in Wine: those of code that reads and writes files, or starts programs. All others only
 * compute; on GitHub they run on Windows, too.
 */
import { join } from 'path';
import { Windows } from '../programs/windows';

const ROOT = join(__dirname, '../..');

const TESTED = ['test/commands/', 'test/tasks/(audit|baseline|charts|programs|settings-file)/', 'test/formats/files/', 'test/constructs/synth/'];
/** Files that need git, which Wine does not have, or that would run for minutes and do what others do. */
const LEFT_OUT = ['test/commands/cli/changed-since.test.ts', 'test/commands/cli/only.test.ts'];

/** Wine cannot say where a link leads that is none, as modules are looked up. */
const AS_WRITTEN = ['--preserve-symlinks', '--preserve-symlinks-main'];
const JEST = ['node_modules/jest/bin/jest.js', '--ci', '--runInBand', '--cacheDirectory', 'C:/jest'];

const windows = Windows.install();
const status = windows.node(
  ['--no-opt', ...AS_WRITTEN, ...JEST, '--testPathPatterns', ...TESTED, '--testPathIgnorePatterns', ...LEFT_OUT],
  { cwd: ROOT, output: process.stdout, env: { JEST_JUNIT_OUTPUT_NAME: 'windows-fast-junit.xml' } },
);
process.exitCode = status === 0 ? 0 : 1;
