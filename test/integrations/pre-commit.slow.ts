import { execFileSync } from 'child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { NAME, Registry, Result, runProgram, startRegistry, VERSION } from './registry';
import { GOOD, PRIVILEGED } from '../commands/cli/support';
import { ROOT } from '../package/support';
import { requirePackages } from '../programs/debian';
import { SLOW_PACKAGES } from '../programs/pinned';

// The real pre-commit, with the hook of this repository. A repository
// with the hook alone stands for that of the project, and a registry on this machine for that of npm.

const root = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-pre-commit-'));
const project = join(root, 'project');
const hooks = join(root, 'hooks');
let registry: Registry;

const git = (cwd: string, ...args: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd, encoding: 'utf8', stdio: 'pipe' });

beforeAll(async () => {
  requirePackages({ 'pre-commit': SLOW_PACKAGES['pre-commit'] });
  registry = await startRegistry(root);
  for (const folder of [hooks, project]) {
    mkdirSync(folder);
    git(folder, 'init', '--quiet', '--initial-branch=main');
  }
  cpSync(join(ROOT, '.pre-commit-hooks.yaml'), join(hooks, '.pre-commit-hooks.yaml'));
  git(hooks, 'add', '.');
  git(hooks, 'commit', '--quiet', '--message=hooks');
});

afterAll(() => {
  registry.close();
  rmSync(root, { recursive: true });
});

/** Runs the hook on files, with arguments of the user. */
async function preCommit(files: { readonly [path: string]: string }, args?: readonly string[]): Promise<Result> {
  const rev = git(hooks, 'rev-parse', 'HEAD').trim();
  const hook = { id: 'cdk8s-hardened', ...args && { args } };
  writeFileSync(join(root, 'config.yaml'), JSON.stringify({ repos: [{ repo: hooks, rev, hooks: [hook] }] }));
  git(project, 'rm', '-r', '--force', '--quiet', '--ignore-unmatch', '.');
  Object.entries(files).forEach(([path, content]) => writeFileSync(join(project, path), content));
  git(project, 'add', '.');
  const result = await runProgram('pre-commit', ['run', '--config', join(root, 'config.yaml'), '--verbose', '--all-files'], { cwd: project, env: registry.env });
  if (!result.stdout.includes('cdk8s-hardened audit')) {
    throw new Error(`pre-commit did not run: run \`apt-get install pre-commit\`\n${result.stdout}${result.stderr}`);
  }
  return result;
}

it('refuses a commit with findings, and installs one package', async () => {
  const { status, stdout } = await preCommit({ 'pod.yaml': PRIVILEGED, 'package.json': '{}', 'Dockerfile': 'FROM debian:13.1-slim\nUSER root\n' });
  expect(stdout).toMatch(/cdk8s-hardened audit\.+Failed\n/);
  expect(stdout).toMatch(/pod\.yaml: Pod shop\/good\n {2}\d+:\d+: critical: privileged: /);
  expect(stdout).toMatch(/^Dockerfile\n {2}2: high: dockerfile-user-root: /m);
  expect(stdout).toContain('skipped 1 file without a Kubernetes object: package.json');
  expect(status).toBe(1);
  expect([...new Set(registry.requests.filter((path) => !path.startsWith('/-/')))]).toEqual([`/${NAME}`, `/${NAME}-${VERSION}.tgz`]);
});

it('lets other files pass, and takes arguments', async () => {
  expect((await preCommit({ 'package.json': '{}', 'pod.yaml': GOOD })).status).toBe(0);
  expect((await preCommit({ 'package.json': '{}' })).status).toBe(0);
  expect((await preCommit({ 'pod.yaml': PRIVILEGED }, ['--fail-on=never', '--'])).status).toBe(0);
});

it('takes no name of a file for an option', async () => {
  const { status, stdout } = await preCommit({ '--fail-on=never.yaml': PRIVILEGED });
  expect(stdout).toContain('--fail-on=never.yaml:');
  expect(status).toBe(1);
});
