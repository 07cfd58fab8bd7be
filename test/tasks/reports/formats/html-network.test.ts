import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Chart, Testing } from 'cdk8s';
import { stringify } from 'yaml';
import { Hardening, HardenedDeployment, ReportFormat } from '../../../../src/index';
import { run, workspaces } from '../../../commands/cli/support';

const workspace = workspaces();
const EVIL = '</section><script>alert(1)</script><img src=x onerror=alert(1)>';

const pods = (name: string, labels: object = { app: name }) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop' },
  spec: { template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'app:1', ports: [{ containerPort: 8080 }] }] } } },
});
const policy = (to: string, from: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: to, namespace: 'shop' },
  spec: {
    podSelector: { matchLabels: { app: to } },
    ingress: [{ from: [{ podSelector: { matchLabels: { app: from } } }], ports: [{ port: 8080 }] }],
  },
});

const sectionOf = (html: string) => /<section id="network"[^]*?<\/section>/.exec(html)?.[0];
const rowsOf = (section: string) => [...section.matchAll(/<tr>(<td>.*?)<\/tr>/g)].map(([, cells]) =>
  [...cells.matchAll(/<bdi>(.*?)<\/bdi>/g)].map(([, text]) => text));
const audit = async (objects: readonly object[], ...args: string[]) => {
  workspace().write({ 'all.yaml': objects.map((each) => stringify(each)).join('---\n') });
  return (await workspace().audit('.', '--format', 'html', '--fail-on', 'never', ...args)).stdout;
};

test('an audit shows who may connect to whom, as a picture and as a table', async () => {
  const section = sectionOf(await audit([pods('web'), pods('api'), policy('api', 'web')]))!;
  expect(rowsOf(section)).toEqual([['web (Deployment in shop)', 'api (Deployment in shop)', '8080/TCP', '']]);
  expect(section).toMatch(/<svg [^>]*role="img"[^]*<path class="line"/);
  expect(section).toContain('<li>Unrestricted in both directions (no policy): web (Deployment in shop)</li>');
  expect(section).not.toMatch(/<style|style=|url\(/); // The policy of the page would refuse it.
});

test('names are text', async () => {
  const section = sectionOf(await audit([pods(EVIL, { app: 'web' }), pods('api'), policy('api', 'web')]))!;
  expect(section).not.toMatch(/<script|<img/);
  expect(section).toContain('&#60;script&#62;');
});

test('names stay on their line, so that a page in a log gives no command', async () => {
  for (const end of ['\n', '\r']) {
    const evil = `x${end}::error::pwned${end}##[error]x`;
    const named = (object: { readonly metadata: object }) => ({ ...object, metadata: { ...object.metadata, namespace: evil } });
    const rbac = (kind: string, fields: object) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: 'a' }, ...fields });
    const role = rbac('ClusterRole', { rules: [{ apiGroups: [''], resources: ['pods'], resourceNames: [evil], verbs: ['get'] }] });
    const subjects = [{ kind: 'User', name: evil }, { kind: 'ServiceAccount', name: 'web', namespace: evil }];
    const binding = rbac('ClusterRoleBinding', { roleRef: { kind: 'ClusterRole', name: 'a' }, subjects });
    const page = await audit([named(pods('web')), named(pods('api')), named(policy('api', 'web')), role, binding]);
    expect(page).toContain('id="rights"');
    expect(page).toContain('pwned');
    expect(page.split(/[\n\r]/).filter((line) => /^\s*(?:::|##)|##\[/.test(line))).toEqual([]);
  }
});

test('what has no pods has no such view, and neither has an audit of changed files', async () => {
  expect(sectionOf(await audit([policy('api', 'web')]))).toBeUndefined();
  const { folder } = workspace().write({ 'all.yaml': stringify(pods('web')) });
  const { execFileSync } = await import('child_process');
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], { cwd: folder, stdio: 'ignore' });
  git('init');
  git('commit', '--allow-empty', '-m', 'first');
  const { stdout } = await run(['audit', '.', '--format', 'html', '--fail-on', 'never', '--changed-since', 'HEAD'], { cwd: folder });
  expect([stdout.includes('id="index"'), sectionOf(stdout)]).toEqual([true, undefined]);
});

test('more workloads than a picture can show are only listed', async () => {
  const section = sectionOf(await audit(Array.from({ length: 160 }, (_, index) => pods(`web-${index}`))))!;
  expect(section).toContain('There are too many workloads for a picture.');
  expect(section).not.toContain('<svg');
});

test('a report of an app shows all of it', () => {
  const app = new App({ outdir: Testing.app().outdir });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const other = new Chart(app, 'other', { namespace: 'shop' });
  const containers = [{ image: 'registry.example/app:1', portNumber: 8080 }];
  const api = new HardenedDeployment(chart, 'api', { containers, isolate: true });
  new HardenedDeployment(other, 'web', { containers, isolate: true }).connections.allowTo(api);
  const path = join(workspace().folder, 'report.html');
  Hardening.of(chart).report().write([{ format: ReportFormat.HTML, path }]);
  const rows = rowsOf(sectionOf(readFileSync(path, 'utf8'))!);
  expect(rows.map(([from, to, ports]) => [from.replace(/-c\w+ /, ' '), to.replace(/-c\w+ /, ' '), ports])).toEqual([
    [expect.stringMatching(/^other-web/), expect.stringMatching(/^shop-api/), '8080/TCP'],
  ]);
});
