import { Charts } from './support';
import { realPath } from '../../../src/formats/manifest/real-path';
import { foundInputs, isInput } from '../../../src/tasks/audit/found-inputs';
import { FoundInputs, findCharts } from '../../../src/tasks/charts/found';
import { includedCharts } from '../../../src/tasks/charts/included-charts';
import { templateFile } from '../../../src/tasks/charts/template-file';

let charts: Charts;
beforeEach(() => {
  charts = new Charts();
});
afterEach(() => charts.remove());

function found(...paths: string[]): FoundInputs & { readonly left: readonly string[] } {
  const inputs = foundInputs(paths.map((path) => charts.path(path))).filter(isInput);
  const all = findCharts(inputs);
  const short = (names: readonly string[]) => names.map((name) => name.slice(charts.folder.length + 1));
  return {
    ...all,
    charts: short(all.charts),
    libraries: short(all.libraries),
    kustomizations: short(all.kustomizations),
    left: short(inputs.map(({ name }) => name).filter((name) => !all.isOfChart(name))),
  };
}

test('charts are found once, without subcharts and libraries', () => {
  charts.chart('web', { 'charts/sub/Chart.yaml': 'name: sub\n', 'charts/sub/charts/deep/Chart.yaml': 'name: deep\n', 'templates/tests/Chart.yaml': 'name: x\n' });
  charts.chart('lib', { 'Chart.yaml': 'apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n' });
  charts.chart('common', {});
  charts.chart('api', { 'Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\ndependencies: [{ name: common, repository: "file://../common" }, { name: up, repository: "file://.." }]\n' });
  charts.chart('broken', { 'Chart.yaml': '{{ not yaml }}: [' });
  expect(found('.')).toMatchObject({ charts: ['charts/api', 'charts/broken', 'charts/common', 'charts/web'], libraries: ['charts/lib'], kustomizations: [] });
  expect(found('charts/web/charts/sub').charts).toEqual(['charts/web/charts/sub']);
  expect([...includedCharts(charts.path('charts/api'))]).toEqual([realPath(charts.path('charts/common'))]);
});

test('what a chart is rendered with is not read by itself, all else is', () => {
  charts.chart('web', Object.fromEntries([
    'values.yaml', 'values-prod.yaml', 'values.schema.json', 'prod-values.yaml', 'ci/a-values.yaml', 'templates/a.yaml', 'templates/deep/b.yaml', 'files/c.yaml',
    'charts/sub/Chart.yaml', 'charts/sub/crds/d.yaml', 'crds/e.yaml', 'Dockerfile', 'deploy/templates/f.yaml', 'ci/pipeline.yaml',
  ].map((name) => [name, ''])));
  charts.write({ 'templates/g.yaml': '', 'values.yaml': '' });
  expect(found('.').left).toEqual([
    'charts/web/Dockerfile', 'charts/web/ci/pipeline.yaml', 'charts/web/crds/e.yaml', 'charts/web/deploy/templates/f.yaml', 'templates/g.yaml', 'values.yaml',
  ]);
});

test('a file of a chart that is named by itself stands for the chart, as pre-commit names what changed', () => {
  charts.chart('web', { 'templates/a.yaml': '', 'values.yaml': '', 'crds/b.yaml': '', 'charts/sub/Chart.yaml': 'name: sub\n', 'charts/sub/templates/c.yaml': '' });
  for (const file of ['templates/a.yaml', 'values.yaml', 'Chart.yaml', 'charts/sub/templates/c.yaml', 'charts/sub/Chart.yaml']) {
    const { left, charts: [chart, ...others] } = found(`charts/web/${file}`);
    expect({ file, left, chart, others }).toEqual({ file, left: [], chart: 'charts/web', others: [] });
  }
  expect(found('charts/web/crds/b.yaml')).toMatchObject({ charts: [], left: ['charts/web/crds/b.yaml'] });
});

test('archives count if they are named', () => {
  charts.write({ 'web-1.0.0.tgz': '', 'web.tar.gz': '' });
  expect(found('.').charts).toEqual([]);
  expect(found('web-1.0.0.tgz', 'web.tar.gz').charts).toEqual(['web-1.0.0.tgz', 'web.tar.gz']);
});

test('the comment of Helm names a file of the chart, and a chart cannot make it name another', () => {
  const chart = charts.chart('web', {});
  const fileOf = templateFile(chart);
  expect(fileOf('web/templates/a.yaml')).toBe(`${chart}/templates/a.yaml`);
  expect(fileOf('web/charts/sub/templates/a.yaml')).toBe(`${chart}/charts/sub/templates/a.yaml`);
  for (const other of [undefined, '', 'web', 'web/', 'web/../../../etc/passwd', 'web/./a', 'web//etc/passwd', '/etc/passwd', 'other/templates/a.yaml']) {
    expect(fileOf(other)).toBe(`${chart}/Chart.yaml`);
  }
  expect(fileOf('web/charts/../../etc/passwd')).toBe(`${chart}/Chart.yaml`);
  expect(templateFile('dist/web-1.0.0.tgz')('web/templates/a.yaml')).toBe('dist/web-1.0.0.tgz/templates/a.yaml');
  expect(templateFile('dist/web-1.0.0.tgz')('etc/passwd')).toBe('dist/web-1.0.0.tgz');
});

test('a subchart is found by its alias, by its name, and packed', () => {
  const chart = charts.chart('web', {
    'Chart.yaml': 'name: web\ndependencies: [{ name: db, alias: cache }, { name: db, alias: db }, { name: mail, alias: post }]\n',
    'charts/database/Chart.yaml': 'name: db\n',
    'charts/database/charts/common/Chart.yaml': 'name: common\n',
    'charts/mail-1.2.3.tgz': '',
  });
  const fileOf = templateFile(chart);
  for (const called of ['cache', 'db']) {
    expect(fileOf(`web/charts/${called}/templates/a.yaml`)).toBe(`${chart}/charts/database/templates/a.yaml`);
    expect(fileOf(`web/charts/${called}/charts/common/templates/a.yaml`)).toBe(`${chart}/charts/database/charts/common/templates/a.yaml`);
  }
  expect(fileOf('web/charts/post/templates/a.yaml')).toBe(`${chart}/charts/mail-1.2.3.tgz/templates/a.yaml`);
  expect(fileOf('web/charts/gone/templates/a.yaml')).toBe(`${chart}/charts/gone/templates/a.yaml`);
});
