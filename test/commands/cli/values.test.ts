import { existsSync, readFileSync, rmSync, symlinkSync } from 'fs';
import { join } from 'path';
import { run, workspaces } from './support';
import { writeFolder } from '../../../src/commands/cli/values/files';
import { onPosix } from '../../support/systems';

const workspace = workspaces();
const CHART = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'chart/values.yaml': '{}\n',
  // A schema there would be the first thing that is wrong.
  'charts/web/values.schema.json': '{"$ref": "file:///etc/hostname"}',
};
const values = (...args: string[]) => run(['values', ...args], { cwd: workspace().write(CHART).folder, env: { PATH: '/nowhere' } });

test.each([
  [['chart', '-n', 'shop'], 'cdk8s-hardened: values needs --release <name>: name of the release'],
  [['chart', '--release', 'web'], 'values needs -n, --namespace <namespace>: namespace of the release'],
  [['--release', 'web', '-n', 'shop'], 'values needs <chart>: folder or .tgz of a chart'],
  [['chart', '--release', 'web', '-n', 'shop', '--format', 'yaml'], '--format "yaml" is unknown: use one of "values", "kustomize", "flux", "argo-cd", "helmfile"'],
  [['chart', '--release', 'web', '-n', 'shop', '--check'], '--check compares the files of an earlier run: name their folder with --output-dir'],
  [['chart', '--release', 'web', '-n', 'shop', '--check', '--explain', '--output-dir', 'x'], '--check and --explain exclude each other: remove one of them'],
  [['chart', '--release', 'web', '-n', 'shop', '--format', 'kustomize', '--set', 'a=b'], '--format kustomize does not support --set: write these values to a file'],
  [['chart', '--release', 'web', '-n', 'shop', '--format', 'helmfile', '--set', 'a=b'], '--format helmfile does not support --set'],
  [['web-1.0.0.tgz', '--release', 'web', '-n', 'shop', '--format', 'kustomize'], '--format kustomize needs the folder of the chart, since kustomize finds no archive: unpack web-1.0.0.tgz'],
  [['nowhere', '--release', 'web', '-n', 'shop'], 'nowhere: '],
  [['charts', '--release', 'web', '-n', 'shop'], 'cdk8s-hardened: charts: is not a chart, since it has no Chart.yaml: name the folder of a chart'],
  [['chart', '--release', 'web', '-n', 'shop', '--config', 'no.yaml'], 'no.yaml'],
  [['chart', '--release', 'web', '-n', 'shop'], 'helm is not installed or not in the PATH: install Helm 3 or 4'],
])('values %j is refused', async (args, message) => {
  const { status, stdout, stderr } = await values(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr.join('\n')).toContain(message);
});

describe('files', () => {
  const WRITTEN = '# Written by `cdk8s-hardened values`: 1 of 1 workload.\na: 1\n';
  const at = (name: string) => join(workspace().folder, 'out', name);
  const write = (read: readonly string[] = []) => writeFolder(join(workspace().folder, 'out'), new Map([['values.yaml', WRITTEN]]), read);

  test('of an earlier run are replaced, or removed if they are not needed any more', () => {
    workspace().write({ 'out/values.yaml': WRITTEN.replace('a: 1', 'b: 1'), 'out/patches.yaml': WRITTEN, 'out/kustomization.yaml': 'resources: []\n' });
    write();
    expect(readFileSync(at('values.yaml'), 'utf8')).toBe(WRITTEN);
    expect(existsSync(at('patches.yaml'))).toBe(false);
    expect(existsSync(at('kustomization.yaml'))).toBe(true);
  });

  onPosix('of someone else, links, and those that were read are not overwritten', () => {
    workspace().write({ 'out/values.yaml': 'replicaCount: 3\n', 'target.yaml': WRITTEN });
    expect(() => write()).toThrow('out/values.yaml: was not written by this command, so it was not overwritten');
    rmSync(at('values.yaml'));
    symlinkSync('../target.yaml', at('values.yaml'));
    expect(() => write()).toThrow('was not written by this command');
    rmSync(at('values.yaml'));
    workspace().write({ 'out/values.yaml': WRITTEN });
    expect(() => write([at('values.yaml')])).toThrow('out/values.yaml: is a values file of this run, so it was not overwritten');
  });
});
