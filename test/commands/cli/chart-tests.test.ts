import { GOOD, PRIVILEGED, run, workspaces } from './support';

// A chart does not install what tests it. The templates are excluded here, so that no program is needed.

const workspace = workspaces();
const audit = async (...args: string[]) => {
  const { stdout, stderr } = await run(['audit', '--format', 'json', '--exclude-files', '**/templates', ...args], { cwd: workspace().folder });
  return { files: [...new Set(JSON.parse(stdout).findings.map(({ file }: { file: string }) => file))].sort(), stderr: stderr.filter((line) => !line.includes('skipped')) };
};
const remark = (folder: string, files: string) =>
  `cdk8s-hardened: ${folder}: has tests of a chart, which Helm does not install, so ${files} not evaluated: name the folder to evaluate it`;
const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [none.yaml]\n';

beforeEach(() => workspace().write({
  'pod.yaml': GOOD,
  'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'web/templates/pod.yaml': PRIVILEGED,
  'web/test/e2e/pod.yaml': PRIVILEGED,
  'web/test/kustomization.yaml': KUSTOMIZATION,
  'web/tests/chart/Chart.yaml': 'apiVersion: v2\nname: tests\nversion: 1.0.0\n',
  'web/crds/pod.yaml': PRIVILEGED,
  'web/testing/pod.yaml': PRIVILEGED,
  'test/pod.yaml': PRIVILEGED,
}));

test('tests of a chart are left out, with a remark', async () => {
  const { files, stderr } = await audit('.');
  expect(files).toEqual(['test/pod.yaml', 'web/crds/pod.yaml', 'web/testing/pod.yaml']);
  expect(stderr).toEqual([remark('web/test', '2 files were'), remark('web/tests', '1 file was')]);
});

test('so they are if the chart is named', async () => {
  expect((await audit('web')).files).toEqual(['web/crds/pod.yaml', 'web/testing/pod.yaml']);
});

test('tests that are named, or have no chart around them, are evaluated', async () => {
  expect((await audit('web/test/e2e')).files).toEqual(['web/test/e2e/pod.yaml']);
  expect(await audit('web', 'web/test/e2e')).toMatchObject({ files: ['web/crds/pod.yaml', 'web/test/e2e/pod.yaml', 'web/testing/pod.yaml'], stderr: [expect.stringContaining('web/test: '), expect.anything()] });
  expect((await audit('web', 'web/test/e2e/pod.yaml')).files).toContain('web/test/e2e/pod.yaml');
});

test('an excluded folder of tests has no remark', async () => {
  expect((await audit('.', '--exclude-files', 'web/tests', '--exclude-files', 'web/test')).stderr).toEqual([]);
});
