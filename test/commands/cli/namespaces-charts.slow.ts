import { stringify } from 'yaml';
import { run, workspaces } from './support';
import { deploymentWith } from '../../cluster/support/pods';
import { helmOnly, Programs } from '../../tasks/charts/support';

/* Helm would overwrite hardened workloads of a release, so `namespaces --output-dir` writes values for a chart. */

const workspace = workspaces();
let programs: Programs;
const cli = (...args: string[]) => run(args, { cwd: workspace().folder, env: programs.env });

beforeEach(() => {
  programs = helmOnly(4);
});
afterEach(() => programs.remove());

const CHART = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'chart/values.yaml': 'podSecurityContext: {}\n',
  'chart/templates/web.yaml': stringify(deploymentWith((spec) => { spec.securityContext = 'PLACE'; }, { namespace: '{{ .Release.Namespace }}' }))
    .replace('securityContext: PLACE', 'securityContext: {{ toJson .Values.podSecurityContext }}'),
};

test('a chart gets values, with which its namespace meets the level, and no hardened workloads', async () => {
  workspace().write(CHART);
  const { status, stdout } = await cli('namespaces', 'chart', '-n', 'shop', '--output-dir', 'rollout');
  expect(status).toBe(0);
  expect(stdout).toContain('change in chart');
  expect(workspace().read('rollout/README.md')).toContain('<code>chart</code>: <code>charts/web</code>');
  expect(() => workspace().read('rollout/2-harden/shop.yaml')).toThrow('ENOENT');
  const after = await cli('namespaces', 'chart', '-n', 'shop', '-f', 'rollout/charts/web/values.yaml', '--format', 'json');
  expect(JSON.parse(after.stdout).namespaces).toMatchObject([{ name: 'shop', level: 'restricted', blockers: [] }]);
});
