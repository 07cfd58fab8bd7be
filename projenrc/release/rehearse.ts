/*
 * A release in a clean clone of what is committed here, up to the upload: install, prepare the next minor version, commit, regenerate,
 * build, and use what was built in projects of users. Arguments go to `release:build`.
 */
import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-rehearsal-'));

function step(command: string, ...args: string[]): void {
  console.log(`=== ${command} ${args.join(' ')}`);
  execFileSync(command, args, { cwd: folder, stdio: 'inherit' });
}

const git = (...args: string[]) => step('git', '-c', 'user.name=rehearsal', '-c', 'user.email=rehearsal@localhost', ...args);

try {
  execFileSync('git', ['clone', '--quiet', '.', folder]);
  step('npm', 'ci');
  step('npm', 'run', 'release:prepare', '--', '--release-as', 'minor');
  git('commit', '--quiet', '--all', '--message', 'chore(release): rehearsal');
  step('npx', 'projen');
  git('diff', '--exit-code'); // The version stays.
  step('npm', 'run', 'release:build', '--', ...process.argv.slice(2));
  step('npx', 'ts-node', '--project', 'projenrc/tsconfig.json', '--transpile-only', 'projenrc/release/consumers.ts');
  console.log('The rehearsal succeeded: everything but the upload.');
} finally {
  rmSync(folder, { recursive: true });
}
