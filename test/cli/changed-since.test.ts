import { writeFileSync, rmSync } from 'fs';
import { basename, join } from 'path';
import { gitIn, GOOD, PRIVILEGED, run, workspaces } from './support';

// audit --changed-since

const workspace = workspaces();

test('audits what the branch changed, committed or not, and new files', async () => {
  const git = gitIn(workspace().folder);
  workspace().write({ 'old.yaml': PRIVILEGED, 'committed.yaml': GOOD, 'apps/edited.yaml': GOOD });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message=one');
  git('switch', '--quiet', '--create', 'branch');
  workspace().write({ 'committed.yaml': PRIVILEGED });
  git('commit', '--quiet', '--all', '--message=two');
  workspace().write({ 'apps/edited.yaml': PRIVILEGED, 'new.yaml': PRIVILEGED });
  const { findings, stderr } = await workspace().json('.', '--changed-since', 'main', '--profile', 'pss-baseline');
  expect(findings.map(({ file }) => file)).toEqual(['apps/edited.yaml', 'committed.yaml', 'new.yaml']);
  expect(stderr).toEqual(['cdk8s-hardened: skipped 1 file that did not change, or that git ignores']);
  git('config', 'diff.relative', 'true');
  const below = await run(['audit', '..', '--changed-since', 'main', '--profile', 'pss-baseline'], { cwd: join(workspace().folder, 'apps') });
  expect(below.stdout).toContain('\n3 errors, ');
  // What did not change still counts: the policy that selects a changed pod.
  workspace().write({ 'new.yaml': GOOD.split('---\n')[0] });
  expect((await workspace().json('new.yaml', 'old.yaml', '--changed-since', 'main', '--only', 'network-policy')).findings).toEqual([]);
  expect((await workspace().json('new.yaml', '--changed-since', 'main', '--only', 'network-policy')).findings).toHaveLength(1);
  const nothing = await workspace().audit('old.yaml', '--changed-since', 'main');
  expect(nothing.status).toBe(0);
  const unknown = await workspace().audit('.', '--changed-since', 'nowhere');
  expect(unknown.status).toBe(2);
  expect(unknown.stderr.join()).toMatch(/--changed-since nowhere: git says: .*fetch-depth: 0/);
});

test('audits what git cannot compare: a named folder that it ignores, files of other folders, and submodules', async () => {
  const git = gitIn(workspace().folder);
  const outside = join(workspace().folder, '..', `${basename(workspace().folder)}-outside.yaml`);
  workspace().write({ '.gitignore': 'dist/\nnode_modules/\n', 'a.yaml': GOOD, 'dist/rendered.yaml': PRIVILEGED, 'node_modules/x/pod.yaml': PRIVILEGED });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message=one');
  workspace().write({ 'nested/pod.yaml': PRIVILEGED });
  gitIn(join(workspace().folder, 'nested'))('init', '--quiet');
  writeFileSync(outside, PRIVILEGED);
  try {
    const named = await workspace().json('a.yaml', 'dist', outside, '--changed-since', 'main', '--profile', 'pss-baseline');
    expect(named.findings.map(({ file }) => file)).toEqual(['dist/rendered.yaml', outside]);
    const { findings, stderr } = await workspace().json('.', '--changed-since', 'main', '--profile', 'pss-baseline');
    expect(findings.map(({ file }) => file)).toEqual(['nested/pod.yaml']);
    expect(stderr).toEqual(['cdk8s-hardened: skipped 3 files that did not change, or that git ignores']);
  } finally {
    rmSync(outside);
  }
});

test('outside of a repository is an error that names git', async () => {
  workspace().write({ 'a.yaml': GOOD });
  const { status, stderr } = await workspace().audit('.', '--changed-since', 'main');
  expect(status).toBe(2);
  expect(stderr.join()).toMatch(/git says: fatal: not a git repository[^;]*$/);
});
