import { GOOD, PRIVILEGED, run, workspaces } from './support';

// A chart does not install what tests it. The templates are excluded here, so that no program is needed.

const workspace = workspaces();
const audit = async (...args: string[]) => {
  const { stdout, stderr } = await run(['audit', '--format', 'json', '--exclude-files', '**/templates', ...args], { cwd: workspace().folder });
  return { files: [...new Set(JSON.parse(stdout).findings.map(({ file }: { file: string }) => file))].sort(), stderr: stderr.filter((line) => !line.includes('skipped')) };
};

beforeEach(() => workspace().write({
  'pod.yaml': GOOD,
  'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'web/templates/pod.yaml': PRIVILEGED,
  'web/test/e2e/pod.yaml': PRIVILEGED,
  'web/crds/pod.yaml': PRIVILEGED,
  'web/testing/pod.yaml': PRIVILEGED,
  'test/pod.yaml': PRIVILEGED,
}));

const ALL = ['test/pod.yaml', 'web/crds/pod.yaml', 'web/test/e2e/pod.yaml', 'web/testing/pod.yaml'];

test('tests of a chart are evaluated, and say which chart does not deploy them', async () => {
  const { files } = await audit('.');
  expect(files).toEqual(ALL);
  const { findings } = JSON.parse((await run(['audit', '.', '--format', 'json', '--exclude-files', '**/templates'], { cwd: workspace().folder })).stdout);
  const folders = new Map(findings.map(({ file, chartTests }: any) => [file, chartTests]));
  expect([...folders].sort()).toEqual(ALL.map((file) => [file, file.startsWith('web/test/') ? 'web/test' : undefined]));
});

test('the text has one line for them, unless it lists all', async () => {
  const text = async (...args: string[]) => (await run(['audit', '.', '--exclude-files', '**/templates', ...args], { cwd: workspace().folder })).stdout;
  expect(await text()).toMatch(/\n\d+ findings? in web\/test, which the chart does not deploy: to leave them out, add the folder to excludeFiles\n/);
  expect(await text()).not.toContain('web/test/e2e');
  expect(await text('--detail', 'all')).toContain('web/test/e2e');
});

test('tests that are named are like other files', async () => {
  const { stdout } = await run(['audit', 'web', 'web/test/e2e', '--format', 'json', '--exclude-files', '**/templates'], { cwd: workspace().folder });
  expect(JSON.parse(stdout).findings.filter(({ chartTests }: any) => chartTests !== undefined)).toEqual([]);
});

test('an excluded folder of tests is left out', async () => {
  expect((await audit('.', '--exclude-files', 'web/test')).files).toEqual(ALL.filter((file) => !file.startsWith('web/test/')));
});

test('init proposes to leave them out', async () => {
  workspace().write({ 'web/templates/pod.yaml': GOOD });
  await run(['init'], { cwd: workspace().folder });
  expect(workspace().read('cdk8s-hardened.yaml')).toContain('  - "web/test"\n');
});
