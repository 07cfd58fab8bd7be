import { mkdirSync } from 'fs';
import { join } from 'path';
import { create } from 'tar';
import { GOOD, run, workspaces } from './support';

// Packed charts in folders are not rendered. The audit says so, since their findings are missing.

const workspace = workspaces();
const stderrOf = async (...args: string[]) => (await run(['audit', '--no-render', ...args], { cwd: workspace().folder })).stderr;
const remark = (path: string) => `cdk8s-hardened: ${path}: looks like a packed chart and was not rendered: name it to evaluate it`;

function pack(archive: string, file: string): void {
  workspace().write({ [`packed/x/${file}`]: 'apiVersion: v2\nname: x\nversion: 1.0.0\n' });
  mkdirSync(join(workspace().folder, archive, '..'), { recursive: true });
  create({ sync: true, gzip: true, file: join(workspace().folder, archive), cwd: join(workspace().folder, 'packed') }, [`x/${file}`]);
}

test('a packed chart in a folder is named, and other archives are not', async () => {
  workspace().write({ 'm/pod.yaml': GOOD });
  pack('m/deep/x-1.0.0.tgz', 'Chart.yaml');
  pack('m/package-1.0.0.tgz', 'package.json');
  expect(await stderrOf('m')).toEqual([remark('m/deep/x-1.0.0.tgz')]);
  expect(await stderrOf('m', '--exclude-files', 'm/deep')).toEqual([]);
  pack('m/y.tar.gz', 'Chart.yaml');
  expect(await stderrOf('m')).toEqual(['cdk8s-hardened: m/deep/x-1.0.0.tgz, m/y.tar.gz: look like packed charts and were not rendered: name them to evaluate them']);
});

test('so is an archive that cannot be read', async () => {
  workspace().write({ 'm/pod.yaml': GOOD, 'm/x.tgz': 'text' });
  expect(await stderrOf('m')).toEqual([remark('m/x.tgz')]);
});

test('a subchart of a chart is not named, since it is rendered with the chart', async () => {
  workspace().write({ 'm/pod.yaml': GOOD, 'm/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n' });
  pack('m/web/charts/x-1.0.0.tgz', 'Chart.yaml');
  expect((await stderrOf('m')).filter((line) => line.includes('.tgz'))).toEqual([]);
});
