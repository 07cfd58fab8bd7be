import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import { Hardening, HardenedDeployment, HardeningProfile, ReportFormat, RunAs } from '../../../src';
import { detailsOf, diffOf, findingOf, linesOf, Page, readPage, rowOf } from '../../tasks/reports/formats/html-page';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-html-'));
afterAll(() => rmSync(folder, { recursive: true }));

function chartWith(add: (chart: Chart) => void): App {
  const app = new App({ outdir: join(folder, 'dist') });
  add(new Chart(app, 'shop'));
  return app;
}

function object(chart: Chart, name: string, kind: string, fields: object): ApiObject {
  return new ApiObject(chart, name, { apiVersion: 'v1', kind, metadata: { name }, ...fields } as any);
}

function pod(chart: Chart, name: string, container: object = {}): ApiObject {
  return object(chart, name, 'Pod', { spec: { containers: [{ name: 'main', image: 'registry.example/app:1', ...container }] } });
}

function pageOf(app: App): Page {
  const html = join(folder, 'page.html');
  Hardening.of(app).report({ profile: HardeningProfile.HARDENED }).write([{ format: ReportFormat.HTML, path: html }]);
  return readPage(readFileSync(html, 'utf8'));
}

test('a finding on a construct has the lines of the emitted YAML', () => {
  const page = pageOf(chartWith((chart) => pod(chart, 'agent', { securityContext: { privileged: true } })));
  expect(rowOf(page, 'Pod agent').source).toBe('shop/agent');
  const { line } = findingOf(page, 'Pod agent', 'privileged');
  expect(linesOf(detailsOf(page, 'Pod agent')).get(line!)).toBe('        privileged: true');
  expect(detailsOf(page, 'Pod agent').changes).toBeUndefined(); // Nobody hardened it.
});

test('the changes are what hardening changed, by field and control', () => {
  const app = chartWith((chart) => pod(chart, 'agent', { securityContext: { allowPrivilegeEscalation: false } }));
  Hardening.of(app).apply({ profile: HardeningProfile.PSS_RESTRICTED });
  const { changes } = detailsOf(pageOf(app), 'Pod agent');
  expect(changes!.title).toBe('Changes by hardening');
  expect(changes!.hunks).toContainEqual({ header: expect.stringMatching(/^\/spec\/.*seccompProfile.*\(seccomp-profile-restricted\)$/), lines: ['+seccompProfile:', '+  type: RuntimeDefault'] });
});

test('a hardened workload that is clean is in the matrix, with what hardening changed', () => {
  const page = pageOf(chartWith((chart) => new HardenedDeployment(chart, 'web', {
    runAs: RunAs.user(10001), containers: [{ image: `registry.example/web:1@sha256:${'0'.repeat(64)}`, port: 8080 }],
  })));
  const [row] = page.index.rows;
  expect(row).toMatchObject({ source: 'shop/web', title: expect.stringMatching(/^Deployment shop-web-/) });
  expect(row.cells.flatMap(([, errors]) => errors).reduce((sum, each) => sum + each, 0)).toBe(0);
  expect(diffOf(detailsOf(page, row.title))).toEqual(expect.arrayContaining(['+runAsUser: 10001', '+fsGroup: 10001']));
});

test('objects of a list have their own rows, lines and changes', () => {
  const app = chartWith((chart) => object(chart, 'list', 'List', {
    items: ['one', 'two'].map((name) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { hostPID: true, containers: [{ name, image: name }] } })),
  }));
  Hardening.of(app).apply({ profile: HardeningProfile.PSS_RESTRICTED });
  const page = pageOf(app);
  const { line } = findingOf(page, 'Pod two', 'host-namespaces');
  expect(linesOf(detailsOf(page, 'Pod two')).get(line!)).toBe('      hostPID: true');
  const headers = (name: string) => detailsOf(page, name).changes!.hunks.map(({ header }) => header.slice(0, 8));
  expect(new Set(headers('Pod one'))).toEqual(new Set(['/items/0']));
  expect(new Set(headers('Pod two'))).toEqual(new Set(['/items/1']));
});

test('secrets are hidden, and a Secret is not shown', () => {
  const page = pageOf(chartWith((chart) => {
    pod(chart, 'agent', { env: [{ name: 'DB_PASSWORD', value: 'hunter2-hunter2' }] });
    object(chart, 'secret', 'Secret', { type: 'kubernetes.io/service-account-token', stringData: { DB_PASSWORD: 'hunter2-hunter2' } });
  }));
  expect(page.text.includes('hunter2')).toBe(false);
  const { line } = findingOf(page, 'Pod agent', 'literal-secrets');
  expect(linesOf(detailsOf(page, 'Pod agent')).get(line!)).toBe('          (hidden: it contains a secret)');
});

test('synth writes a page that the defaults name', () => {
  const app = chartWith((chart) => pod(chart, 'agent'));
  const path = join(folder, 'synth.html');
  Hardening.of(app).setDefaults({ reports: [{ format: ReportFormat.HTML, path }] });
  app.synth();
  expect(readPage(readFileSync(path, 'utf8')).index.rows.map(({ title }) => title)).toEqual(['Pod agent']);
});
