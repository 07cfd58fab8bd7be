/*
 * A release in a clean clone of what is committed here, up to the upload: install, prepare the next minor version, commit, regenerate,
 * build, use what was built in projects of users, build and test the image of this architecture, and list it all. Arguments go to
 * `release:build`.
 */
import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { skip } from './skipped';
import { isPinnedRelease, prepareMachine, thisMachine } from '../../test/programs/debian-root/debian-root';
import { archiveOf, ownArchitecture } from '../container/architecture';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-rehearsal-'));

function step(command: string, ...args: string[]): void {
  console.log(`=== ${command} ${args.join(' ')}`);
  execFileSync(command, args, { cwd: folder, stdio: 'inherit' });
}

const git = (...args: string[]) => step('git', '-c', 'user.name=rehearsal', '-c', 'user.email=rehearsal@localhost', ...args);
const script = (name: string) => step('npx', 'ts-node', '--project', 'projenrc/tsconfig.json', '--transpile-only', `projenrc/release/${name}.ts`);

/** Why this machine cannot have the pinned release of Debian. */
function withoutDebian(): string | undefined {
  try {
    if (!isPinnedRelease(thisMachine())) prepareMachine(thisMachine());
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function image(): void {
  const reason = withoutDebian();
  if (reason !== undefined) {
    skip(join(folder, 'dist'), 'container', reason);
    return;
  }
  const test = 'npx jest --config test/runtime/jest.config.json test/runtime/container';
  step('npx', 'projen', 'ci:shell', 'sh', '-c', `npx projen container && CONTAINER_ARCHIVE=${archiveOf(ownArchitecture())} ${test}`);
}

try {
  execFileSync('git', ['clone', '--quiet', '.', folder]);
  step('npm', 'ci');
  step('npm', 'run', 'release:prepare', '--', '--release-as', 'minor');
  git('commit', '--quiet', '--all', '--message', 'chore(release): rehearsal');
  step('npx', 'projen');
  git('diff', '--exit-code'); // The version stays.
  step('npm', 'run', 'release:build', '--', ...process.argv.slice(2));
  script('consumers');
  step('npx', 'projen', 'vscode');
  image();
  script('artifacts');
  console.log('The rehearsal succeeded: everything but the upload.');
} finally {
  rmSync(folder, { recursive: true });
}
