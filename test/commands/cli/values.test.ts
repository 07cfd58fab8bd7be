import { run, workspaces } from './support';

const workspace = workspaces();
const CHART = { 'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', 'chart/values.yaml': '{}\n' };
const values = (...args: string[]) => run(['values', ...args], { cwd: workspace().write(CHART).folder, env: { PATH: '/nowhere' } });

test.each([
  [['chart', '-n', 'shop'], 'required option \'--release <name>\' not specified'],
  [['chart', '--release', 'web'], 'required option \'-n, --namespace <namespace>\' not specified'],
  [['--release', 'web', '-n', 'shop'], 'missing required argument \'chart\''],
  [['chart', '--release', 'web', '-n', 'shop', '--format', 'yaml'], 'Allowed choices are values, kustomize, flux, argo-cd, helmfile'],
  [['chart', '--release', 'web', '-n', 'shop', '--check'], '--check compares the files of an earlier run: name their folder with --output'],
  [['chart', '--release', 'web', '-n', 'shop', '--check', '--explain', '--output', 'x'], '--check and --explain exclude each other: remove one of them'],
  [['chart', '--release', 'web', '-n', 'shop', '--max-renders', '1'], '--max-renders "1" is not a number of renderings: write 2 or more'],
  [['chart', '--release', 'web', '-n', 'shop', '--max-renders', 'all'], '--max-renders "all" is not a number of renderings'],
  [['nowhere', '--release', 'web', '-n', 'shop'], 'nowhere: '],
  [['chart', '--release', 'web', '-n', 'shop', '--lock', 'no.yaml'], 'no.yaml'],
  [['chart', '--release', 'web', '-n', 'shop'], 'helm is not installed or not in the PATH: install Helm 3 or 4'],
])('values %j is refused', async (args, message) => {
  const { status, stdout, stderr } = await values(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr.join('\n')).toContain(message);
});
