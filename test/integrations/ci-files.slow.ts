import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { ACTION, gitlabJob } from './ci-files';
import { NAME, Registry, Result, runProgram, startRegistry, VERSION } from './registry';
import { PRIVILEGED, GOOD } from '../commands/cli/support';
import { ROOT } from '../package/support';

// The scripts of the action and of the component, run by real shells. One run of each installs the packed library from a registry on this
// machine; for the others an npm of ours puts the compiled library there, since an installation takes seconds.

const root = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-ci-'));
let registry: Registry;
let project: string;
/** What a run of a script may hold that someone wrote to break out of it. */
const HOSTILE = ['";touch owned;\'$(touch owned)`touch owned`', '--output=owned'];

beforeAll(async () => {
  registry = await startRegistry(root);
  mkdirSync(join(root, 'bin'));
  writeFileSync(join(root, 'bin', 'npm'), `#!/bin/sh\nmkdir "$3/node_modules" && ln -s ${ROOT} "$3/node_modules/${NAME}"\n`, { mode: 0o755 });
});
const envOf = (installs: boolean) => installs ? registry.env : { ...registry.env, PATH: `${join(root, 'bin')}:${process.env.PATH}` };
afterAll(() => {
  registry.close();
  rmSync(root, { recursive: true });
});

beforeEach(() => {
  registry.requests.length = 0;
  project = mkdtempSync(join(root, 'project-'));
  mkdirSync(join(project, 'dist'));
  writeFileSync(join(project, 'dist', 'good.yaml'), GOOD);
  writeFileSync(join(project, 'dist', 'bad pod.yaml'), PRIVILEGED);
  writeFileSync(join(project, '.npmrc'), 'registry=http://127.0.0.1:1/\n'); // of someone who wants another package to be installed
});

interface Inputs {
  readonly [name: string]: string;
}

/** Runs the steps of the action as a runner does. */
async function runAction(inputs: Inputs, installs = false): Promise<Result & { readonly outputs: any; readonly summary: string }> {
  const files = mkdtempSync(join(root, 'runner-'));
  const defaults = Object.entries<any>(ACTION.inputs).map(([name, input]) => [name, String(input.default)]);
  const values: Inputs = { ...Object.fromEntries(defaults), ...inputs };
  const [output, summary] = ['output', 'summary'].map((name) => join(files, name));
  const outputs: { [step: string]: { [name: string]: string } } = {};
  const resolve = (text: string) => text.replace(/\${{ (?:inputs\.([\w-]+)|steps\.(\w+)\.outputs\.(\w+)) }}/g,
    (_, input, step, name) => input === undefined ? outputs[step][name] ?? '' : values[input]);
  let result: Result = { status: 0, stdout: '', stderr: '' };
  for (const { id, run, env, 'working-directory': folder = '.' } of ACTION.runs.steps) {
    [output, summary].forEach((file) => existsSync(file) || writeFileSync(file, ''));
    const script = join(files, `${id}.sh`);
    writeFileSync(script, run);
    const own = Object.fromEntries(Object.entries<string>(env).map(([name, value]) => [name, resolve(value)]));
    result = await runProgram('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd: join(project, resolve(folder)),
      env: { ...envOf(installs), ...own, RUNNER_TEMP: files, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary },
    });
    outputs[id] = Object.fromEntries(readFileSync(output, 'utf8').split('\n').filter(Boolean).map((line) => line.split(/=(.*)/)));
    writeFileSync(output, '');
    if (result.status !== 0) {
      break;
    }
  }
  return { ...result, outputs: outputs.audit, summary: readFileSync(summary, 'utf8') };
}

describe('the action of GitHub', () => {
  it('annotates findings, writes SARIF, Markdown and the summary of the step, and installs one package', async () => {
    const { status, stdout, outputs, summary } = await runAction({ paths: 'dist\n', profile: 'pss-baseline', sarif: 'out.sarif', markdown: 'out.md' }, true);
    expect(stdout).toContain('::error file=dist/bad pod.yaml,line=');
    expect(status).toBe(1);
    expect(outputs).toEqual({ sarif: 'out.sarif', markdown: 'out.md' });
    expect(JSON.parse(readFileSync(join(project, 'out.sarif'), 'utf8')).runs[0].results).toHaveLength(1);
    expect(readFileSync(join(project, 'out.md'), 'utf8')).toBe(summary);
    expect(summary).toContain('### cdk8s-hardened: 1 error');
    expect(registry.requests.filter((path) => !path.startsWith('/-/'))).toEqual([`/${NAME}`, `/${NAME}-${VERSION}.tgz`]);
  });

  it('takes several paths, a settings file, a folder and a threshold', async () => {
    writeFileSync(join(project, 'dist', 'ci.yaml'), 'profile: pss-baseline\nexcludeFiles: [ci.yaml]\n');
    const { status, stdout } = await runAction({ 'paths': 'good.yaml\nbad pod.yaml', 'config': 'ci.yaml', 'working-directory': 'dist', 'fail-on': 'never' });
    expect(stdout).toContain('::error file=bad pod.yaml,line=');
    expect(stdout).toContain('1 error, 0 warnings, 0 waived (2 workloads, 4 documents, 2 files)');
    expect(status).toBe(0);
  });

  it('offers no report if the audit cannot run', async () => {
    const { status, outputs, stderr } = await runAction({ paths: 'nowhere', sarif: 'out.sarif' });
    expect([status, outputs]).toEqual([2, {}]);
    expect(stderr).toContain('nowhere: no such file or folder');
    expect(existsSync(join(project, 'out.sarif'))).toBe(false);
  });

  it.each(Object.keys(ACTION.inputs).filter((name) => !/^(sarif|markdown|working-directory)$/.test(name)))('runs nothing that the input %s says', async (name) => {
    for (const text of HOSTILE) {
      expect((await runAction({ paths: 'dist', [name]: text })).status).toBe(2);
    }
    expect(existsSync(join(project, 'owned'))).toBe(false);
  });

  it('runs nothing that the name of a report says', async () => {
    const { outputs } = await runAction({ paths: 'dist', sarif: HOSTILE[0], markdown: HOSTILE[1] });
    expect(outputs).toEqual({ sarif: HOSTILE[0], markdown: HOSTILE[1] });
    expect(existsSync(join(project, HOSTILE[0]))).toBe(true);
    expect(existsSync(join(project, 'owned'))).toBe(false);
  });

  it('lets no input add an output', async () => {
    const { status, outputs, stdout } = await runAction({ paths: 'dist', sarif: 'out.sarif\nmarkdown=other' });
    expect([status, outputs]).toEqual([2, {}]);
    expect(stdout).toContain('must be one line');
  });

  it.each(['latest', '^1.0.0', 'npm:other@1.0.0', 'file:..', '1.0.0 other'])('refuses the version %s, and asks no registry', async (version) => {
    expect((await runAction({ version }, true)).status).toBe(2);
    expect(registry.requests).toEqual([]);
  });
});

describe.each([['bash', []], ['busybox', ['sh']]])('the component of GitLab in %s', (shell, args) => {
  /** Runs the script as a runner does: its lines as one script that ends at the first failure. */
  async function runJob(inputs: { readonly [name: string]: string }, installs = false): Promise<Result & { readonly job: any }> {
    const job = gitlabJob(inputs)['cdk8s-hardened'];
    const variables = Object.fromEntries(Object.entries<any>(job.variables).map(([name, { value }]) => [name, value]));
    const script = join(root, 'job.sh');
    writeFileSync(script, `set -e\n${job.script.join('\n')}\n`);
    chmodSync(script, 0o755);
    return { job, ...await runProgram(shell, [...args, script], { cwd: project, env: { ...envOf(installs), ...variables } }) };
  }

  it('writes every artifact that it names', async () => {
    const { status, stdout, job: { artifacts } } = await runJob({ paths: 'dist', profile: 'pss-baseline' }, shell === 'bash');
    expect(stdout).toContain('1 error, 0 warnings, 0 waived (2 workloads,');
    expect(status).toBe(1);
    expect(Object.values<string>(artifacts.reports).every((file) => artifacts.paths.includes(file))).toBe(true);
    expect(artifacts.paths.filter((file: string) => !existsSync(join(project, file)))).toEqual([]);
    const [quality] = parse(readFileSync(join(project, artifacts.reports.codequality), 'utf8'));
    expect(quality).toMatchObject({ check_name: 'privileged', location: { path: 'dist/bad pod.yaml' } });
  });

  it('takes several paths, settings, a baseline and a threshold', async () => {
    writeFileSync(join(project, 'ci.yaml'), 'profile: pss-baseline\n');
    writeFileSync(join(project, 'baseline.json'), '{ "schemaVersion": 2, "findings": [] }');
    const { status, stdout } = await runJob({ 'paths': 'dist/good.yaml dist', 'config': 'ci.yaml', 'baseline': 'baseline.json', 'fail-on': 'never' });
    expect(stdout).toContain('0 in the baseline');
    expect(status).toBe(0);
  });

  it.each(['paths', 'profile', 'config', 'baseline', 'waiver-file', 'fail-on'])('runs nothing that the input %s says', async (name) => {
    for (const text of HOSTILE) {
      expect((await runJob({ paths: 'dist', [name]: text.replace(/["']/g, '') })).status).toBe(2); // the includer writes the YAML around it
    }
    expect(existsSync(join(project, 'owned'))).toBe(false);
  });
});
