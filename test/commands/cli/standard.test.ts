import { stringify } from 'yaml';
import { run, workspaces } from './support';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { LISTED_STANDARDS } from '../../../src/policy/controls/known-as/items';
import { standardIds } from '../../../src/policy/controls/known-as/standard';
import { STANDARD_NAMES } from '../../../src/tasks/reports/standard-names';
import { goodPod } from '../../policy/controls/support';

// `audit --standard` lists the items of a standard, each passed, failed, waived, or not checked.

const workspace = workspaces();
const pod = (isPrivileged: boolean, annotations: object = {}) => stringify(goodPod((spec, own) => {
  spec.containers[0].securityContext.privileged = isPrivileged;
  own.metadata.annotations = annotations;
}));
const lines = async (standard: string, ...args: string[]) => (await run(['audit', '.', '--standard', standard, ...args], { cwd: workspace().folder })).stdout.split('\n');
const lineOf = (all: readonly string[], id: string) => all.find((line) => line.trim().startsWith(`${id} `))?.trim().replace(/\s+/g, ' ');

test.each(Object.entries(LISTED_STANDARDS))('%s lists every id that our controls have, each once', (_, { standard, items }) => {
  const listed = items.map(({ id }) => id);
  expect(new Set(listed).size).toBe(listed.length);
  expect(CATALOG.flatMap(({ id }) => standardIds(standard, id)).filter((id) => !listed.includes(id))).toEqual([]);
});

test('the command line has the same names', () => expect(STANDARD_NAMES).toEqual(Object.keys(LISTED_STANDARDS)));

test('an item fails with the number of its findings, passes, or is not in the input', async () => {
  workspace().write({ 'a.yaml': pod(true) });
  const all = await lines('cis');
  expect(all[0]).toMatch(/^CIS Kubernetes Benchmark 1\.12\.0: \d+ failed, \d+ passed, \d+ not in the input, \d+ cannot be checked in files$/);
  expect(lineOf(all, '5.2.2')).toBe('5.2.2 failed, 1 finding: Minimize the admission of privileged containers');
  expect(lineOf(all, '5.2.5')).toBe('5.2.5 passed: Minimize containers that share the host network namespace');
  expect(lineOf(all, '5.1.1')).toMatch(/^5\.1\.1 not in the input:/);
  expect(lineOf(all, '5.3.1')).toMatch(/^5\.3\.1 cannot be checked in files:/);
});

test('a waiver makes an item waived, and a profile leaves out others', async () => {
  const waivers = JSON.stringify([{ control: 'privileged', reason: 'an agent of the node', containers: ['main'] }]);
  workspace().write({ 'a.yaml': pod(true, { 'cdk8s-hardened/waivers': waivers }) });
  expect(lineOf(await lines('nsa'), '1.2')).toMatch(/^1\.2 waived:/);
  expect(lineOf(await lines('nsa', '--profile', 'pss-baseline'), '1.1')).toMatch(/^1\.1 not in the profile:/);
  expect(lineOf(await lines('pss'), 'privileged')).toBe('privileged waived');
});

test('exit codes and other reports stay as they are, and it is for text only', async () => {
  workspace().write({ 'a.yaml': pod(false) });
  expect((await run(['audit', '.', '--standard', 'pss', '--report', 'sarif=a.sarif'], { cwd: workspace().folder })).status).toBe(0);
  const { runs: [{ results }] } = JSON.parse(workspace().read('a.sarif'));
  expect(results.length).toBeGreaterThan(0);
  expect((await run(['audit', '.', '--standard', 'pss', '--format', 'json'], { cwd: workspace().folder })).status).toBe(2);
});

test('some files or some controls do not decide about a standard', async () => {
  workspace().write({ 'a.yaml': pod(true) });
  const { status, stderr } = await run(['audit', '.', '--standard', 'pss', '--changed-since', 'HEAD'], { cwd: workspace().folder });
  expect({ status, text: stderr.join() }).toEqual({ status: 2, text: expect.stringContaining('remove --only, --changed-since and --format') });
});

test('the HTML report has the items of each standard, unless only some controls ran', async () => {
  workspace().write({ 'a.yaml': pod(true) });
  const page = async (...args: string[]) => (await run(['audit', '.', '--format', 'html', ...args], { cwd: workspace().folder })).stdout;
  const section = /<section id="standards".*?<\/section>/s.exec(await page())![0];
  const text = section.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  expect(text).toMatch(/CIS Kubernetes Benchmark 1\.12\.0: \d+ failed, \d+ passed/);
  expect(text).toContain('5.2.2 failed 1 Minimize the admission of privileged containers');
  expect(text).toContain('5.3.1 cannot be checked in files');
  Object.values(LISTED_STANDARDS).flatMap(({ items }) => items).forEach(({ id }) => expect(text).toContain(` ${id} `));
  expect(await page('--only', 'privileged')).not.toContain('<section id="standards"');
});

test('SARIF has the items as tags of rules', async () => {
  workspace().write({ 'a.yaml': pod(true) });
  await run(['audit', '.', '--report', 'sarif=a.sarif'], { cwd: workspace().folder });
  const { rules } = JSON.parse(workspace().read('a.sarif')).runs[0].tool.driver;
  expect(rules.find(({ id }: any) => id === 'privileged').properties.tags).toEqual([
    'security', 'kubernetes', 'pss-baseline', 'NSA/CISA 1.2', 'CIS Kubernetes Benchmark 5.2.2', 'Pod Security Standards privileged',
  ]);
});
