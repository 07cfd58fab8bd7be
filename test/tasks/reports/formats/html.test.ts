import { createHash } from 'crypto';
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { stringify } from 'yaml';
import { controlOf, detailsOf, diffOf, findingOf, linesOf, packsOf, readPage, rowOf, withoutData } from './html-page';
import { FILES, reportIn } from './support';
import { PARTS, pageFiles } from '../../../../projenrc/report-page';
import { noRisks } from '../../../../src/tasks/reports/fail-on';
import { FindingRisk, FindingSeverity } from '../../../../src/tasks/reports/finding-risk';
import { AuditHtml } from '../../../../src/tasks/reports/formats/html/audit-html';
import { GOOD, run, settings, waivingPod, workspaces } from '../../../commands/cli/support';

const workspace = workspaces();

async function page(...args: string[]) {
  return readPage(await reportIn('html', ...args));
}

async function pageOf(files: { readonly [path: string]: string }, ...args: string[]) {
  return readPage((await workspace().write(files).audit('.', '--format', 'html', ...args)).stdout);
}

test('the generated parts of the page are those of report-page', () => {
  const files = pageFiles();
  files.forEach((text, path) => expect([path, readFileSync(path, 'utf8')]).toEqual([path, text]));
  expect(readdirSync(PARTS).map((name) => join(PARTS, name)).filter((path) => !files.has(path))).toEqual([]);
});

test('a page loads nothing, and runs only its own program and style', async () => {
  const { text } = await page();
  const shell = withoutData(text);
  expect(shell).not.toMatch(/\ssrc=|<link|<iframe|<object|@import|url\(|\son\w+=|\sstyle=/);
  const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(shell)!;
  expect(policy).toMatch(/^default-src 'none'; /);
  for (const [name, directive] of [['script', 'script-src'], ['style', 'style-src']]) {
    const [, content] = new RegExp(`<${name}>([^]*?)</${name}>`).exec(shell)!;
    expect(policy).toContain(`${directive} 'sha256-${createHash('sha256').update(content).digest('base64')}';`);
  }
  expect(shell.match(/<script>/g)).toHaveLength(1);
});

test('a finding that comes after other objects has the row of its object', async () => {
  const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: robot, namespace: shop }\n';
  const found = await pageOf({ 'a.yaml': `${account}---\n${GOOD}` });
  expect(rowOf(found, 'ServiceAccount shop/robot')).toMatchObject({ source: 'a.yaml', isOther: true });
  expect(findingOf(found, 'ServiceAccount shop/robot', 'service-account-automount').line).toBe(1);
});

test('a page without JavaScript says how to read the findings', async () => {
  const { text } = await page();
  expect(/<noscript>(.*?)<\/noscript>/.exec(text)![1]).toContain('Without JavaScript, read the output of <code>cdk8s-hardened audit --detail all</code>.');
});

test('the matrix has every workload and Dockerfile, clean ones too, and counts what the JSON report lists', async () => {
  workspace().write({ ...FILES, 'good.yaml': GOOD, 'config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: clean }\n' });
  const { stdout } = await workspace().audit('.', '--format', 'html', '--report', 'json=out.json');
  const found = readPage(stdout);
  const { findings } = JSON.parse(workspace().read('out.json'));
  expect(found.index.rows.map(({ title }) => title)).toEqual(['Dockerfile Dockerfile', 'Pod shop/good', expect.stringContaining('Pod a"b'), 'Deployment shop/web', 'Pod agent']);
  expect(rowOf(found, 'Pod shop/good')).toEqual({ title: 'Pod shop/good', source: 'good.yaml', line: 1, cells: [] });
  expect(rowOf(found, 'Pod agent')).toMatchObject({ source: 'shop/web.yaml', line: 17 });
  for (const row of found.index.rows) {
    for (const [column, error, warning, waived] of row.cells) {
      const { risk } = found.index.columns[column];
      const ofCell = findings.filter((each: any) => each.control === controlOf(found, column) && each.risk === risk && row.title.endsWith(each.namespace ? `/${each.name}` : each.name) && each.file === row.source);
      const count = (state: string) => ofCell.filter((each: any) => (each.waived ? 'waived' : each.severity) === state).length;
      expect(row.title.startsWith('Pod a"b') ? [] : [error, warning, waived]).toEqual(row.title.startsWith('Pod a"b') ? [] : ['error', 'warning', 'waived'].map(count));
    }
  }
  const sum = found.index.rows.flatMap(({ cells }) => cells).flatMap(([, ...counts]) => counts).reduce((one, other) => one + other, 0);
  expect(sum).toBe(findings.length);
});

test('a finding has its remedy and the lines of its file, numbered', async () => {
  const found = await page();
  const finding = findingOf(found, 'Deployment shop/web', 'privileged');
  expect(finding).toMatchObject({ state: 'error', line: 12, message: 'container "web": spec.template.spec.containers[0].securityContext.privileged is true' });
  expect(found.index.remedies[finding.remedy]).toMatch(/^remove `privileged: true`/);
  const lines = linesOf(detailsOf(found, 'Deployment shop/web'));
  expect([...lines.keys()]).toEqual(expect.arrayContaining([10, 11, 12, 13, 14]));
  const file = FILES['shop/web.yaml'].split('\n');
  lines.forEach((line, number) => expect(line).toBe(file[number - 1]));
});

test('the changes are what harden prints with the same profile', async () => {
  workspace().write({ 'web.yaml': FILES['shop/web.yaml'].split('---\n')[0] });
  const { stdout } = await run(['harden', 'web.yaml', '--diff', '--profile', 'pss-restricted'], { cwd: workspace().folder });
  const { stdout: html } = await workspace().audit('web.yaml', '--format', 'html', '--profile', 'pss-restricted');
  const details = detailsOf(readPage(html), 'Deployment shop/web');
  expect(details.changes!.hunks.flatMap(({ header, lines }) => [header, ...lines])).toEqual(stdout.trimEnd().split('\n').slice(2));
  expect(diffOf(details)).toContain('+      securityContext:');
});

test('the settings file counts for the changes, too', async () => {
  const files = { 'web.yaml': FILES['shop/web.yaml'], 'cdk8s-hardened.yaml': 'workloads:\n  - match: { kind: Deployment, name: web }\n    runAs: 4711\n' };
  expect(diffOf(detailsOf(await pageOf(files), 'Deployment shop/web')).join('\n')).toMatch(/^\+ *runAsUser: 4711$/m);
  expect(diffOf(detailsOf(await pageOf(files), 'Pod agent')).join('\n')).not.toContain('4711');
});

test('a waiver has its reason, its owner and its last day, and the workloads that it covers', async () => {
  const waiver = { control: 'read-only-root-filesystem', containers: ['main'], reason: 'writes beside its binary', owner: 'team shop', ticket: 'SEC-1', expires: '2099-12-31' };
  const found = await pageOf({ 'pod.yaml': waivingPod([waiver]) });
  const { reason, owner, ticket, expires } = waiver;
  expect(found.index.waivers).toEqual([{ control: 0, reason, owner, ticket, expires, rows: [0] }]);
  expect(findingOf(found, 'Pod shop/good', 'read-only-root-filesystem')).toMatchObject({ state: 'waived', waiver: 0 });
});

test('findings of a baseline are counted as such', async () => {
  workspace().write({ 'web.yaml': FILES['shop/web.yaml'] });
  await workspace().writeBaseline('.');
  const { stdout } = await workspace().audit('.', '--baseline', 'baseline.json', '--format', 'html');
  const [, ...counts] = rowOf(readPage(stdout), 'Deployment shop/web').cells[0];
  expect(counts).toEqual([0, 0, 0, 2]);
});

test('objects of a list have their own lines and changes', async () => {
  const list = { apiVersion: 'v1', kind: 'List', items: ['one', 'two'].map((name) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: [{ name, image: name }] } })) };
  const found = await pageOf({ 'list.json': JSON.stringify(list, null, 2) });
  const [one, two] = ['one', 'two'].map((name) => ({ lines: [...linesOf(detailsOf(found, `Pod ${name}`)).values()].join('\n'), diff: diffOf(detailsOf(found, `Pod ${name}`)) }));
  expect(one.lines).toContain('"image": "one"');
  expect(one.lines).not.toContain('"two"');
  expect(two.lines).toContain('"image": "two"');
  expect(one.diff.length).toBeGreaterThan(0);
  expect(one.diff.some((line) => line.includes('two'))).toBe(false);
  expect(detailsOf(found, 'Pod one')).not.toHaveProperty('isPrinted');
});

test('JSON in one line is shown as people read it, and no line of the page is without end', async () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'long' }, spec: { hostPID: true, containers: [{ name: 'main', image: 'a', args: ['x'.repeat(2000)] }] } };
  const found = await pageOf({ 'pod.json': JSON.stringify(pod) });
  const { line } = findingOf(found, 'Pod long', 'host-namespaces');
  const details = detailsOf(found, 'Pod long');
  expect(linesOf(details).get(line!)).toBe('    "hostPID": true,');
  expect({ isPrinted: details.isPrinted, headers: new Set(details.changes!.hunks.map(({ header }) => header)) }).toEqual({ isPrinted: true, headers: new Set(['@@ @@']) });
  expect(Math.max(...diffOf(detailsOf(found, 'Pod long')).map(({ length }) => length))).toBeLessThan(500);
});

test('a finding on a Dockerfile has the lines of the Dockerfile, and a Dockerfile has no changes', async () => {
  const found = await page();
  const finding = findingOf(found, 'Dockerfile Dockerfile', 'dockerfile-user-root');
  expect(finding.line).toBe(2);
  expect(linesOf(detailsOf(found, 'Dockerfile Dockerfile')).get(2)).toBe('USER root');
  expect(detailsOf(found, 'Dockerfile Dockerfile').changes).toBeUndefined();
});

describe('limits', () => {
  const HEADER = { tool: { name: 'cdk8s-hardened', version: '1.0.0' }, profile: 'hardened', kubernetesVersion: '1.33', platform: 'kubernetes', failOn: 'error' } as const;
  const SUMMARY = {
    files: 1, documents: 1, dockerfiles: 0, workloads: 1, errors: 3, warnings: 0, risks: noRisks(), waived: 0, unevaluated: 0, leftOut: 0,
  };

  const FINDING = {
    control: 'privileged', risk: FindingRisk.CRITICAL, severity: FindingSeverity.ERROR, waived: false, file: 'a.yaml', document: 1, line: 1, apiVersion: 'v1', kind: 'Pod', path: '/x', field: 'x', remedy: 'r',
  };

  /** A report of Pods, each with a message of so many characters. */
  const reportOf = (names: readonly string[], length: number, limits?: ConstructorParameters<typeof AuditHtml>[0]) => {
    const report = new AuditHtml(limits);
    const object = (name: string) => report.object({
      file: 'a.yaml', document: 1, line: 1, apiVersion: 'v1', kind: 'Pod', name, isWorkload: true, text: () => undefined, changes: () => undefined,
    }) + report.finding({ ...FINDING, name, message: name.repeat(length) });
    return [report.begin(HEADER), ...names.map(object), report.end(SUMMARY)].join('');
  };
  const NAMES = ['one', 'two', 'three'];
  const complete = (text: string) => {
    const { index, details } = readPage(text);
    expect(index.rows.map(({ title }) => title)).toEqual(NAMES.map((name) => `Pod ${name}`));
    const messages = [...details].map(([row, [{ findings: [{ message }] }]]) => [row, message.slice(0, 3)]);
    expect(messages).toEqual(NAMES.map((name, row) => [row, name.slice(0, 3)]));
    return index;
  };

  test('few objects are stored as they are', () => {
    const text = reportOf(NAMES, 1, { objects: 3, length: 10_000 });
    expect(complete(text).rows.some(({ packs }) => packs)).toBe(false);
    expect(packsOf(text)).toEqual([]);
  });

  test.each([
    ['many objects', 1, { objects: 2, length: 10_000 }],
    ['objects with many findings', 1000, { objects: 500, length: 5000 }],
  ])('%s are stored compressed, each of them', (_, length, limits) => {
    const text = reportOf(NAMES, length, limits);
    expect(complete(text).rows.map(({ packs }) => packs)).toEqual([[0], [0], [0]]);
    expect(packsOf(text)).toHaveLength(1);
    expect(text).not.toContain('<script type="application/json" data-row');
  });

  test('a pack is as long as a page opens at once, and each row has the numbers of its packs', () => {
    const text = reportOf(NAMES, 60_000, { objects: 0, length: 0 });
    expect(complete(text).rows.map(({ packs }) => packs)).toEqual([[0], [0], [1]]);
    expect(packsOf(text).map((pack) => pack.length)).toEqual([2, 1]);
  });

  test('what comes for a row again is in the same row', () => {
    const text = reportOf([...NAMES, 'one'], 60_000, { objects: 0, length: 0 });
    const { index, details } = readPage(text);
    expect(index.rows.map(({ packs }) => packs)).toEqual([[0, 2], [0], [1]]);
    expect(details.get(0)).toHaveLength(2);
  });

  const pod = (name: string, containers: number) => ({
    apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: Array.from({ length: containers }, (_, index) => ({ name: `c${index}`, image: 'a' })) },
  });

  test('an object with too many changes names the command that shows them', async () => {
    const found = await pageOf({ 'pod.yaml': stringify(pod('many', 200)), 'other.yaml': stringify(pod('few', 2)) });
    expect(detailsOf(found, 'Pod many').changes).toMatchObject({ hunks: [], note: expect.stringContaining('harden --diff') });
    expect(diffOf(detailsOf(found, 'Pod few')).length).toBeGreaterThan(10);
  });
});

test('a report beside others gets the same findings, and changes none of theirs', async () => {
  workspace().write(FILES);
  const { stdout } = await workspace().audit('.', '--format', 'json', '--report', 'html=page.html');
  const alone = (await workspace().audit('.', '--format', 'json')).stdout;
  expect(stdout === alone && stdout.length > 1000).toBe(true); // They are too long to print.
  expect(readPage(workspace().read('page.html')).index.rows).toHaveLength(4);
});

test('the settings file can ask for a page', async () => {
  workspace().write({ 'pod.yaml': GOOD, 'cdk8s-hardened.yaml': 'reports:\n  - { format: html, path: page.html }\n' });
  await workspace().audit('pod.yaml');
  expect(readPage(workspace().read('page.html')).index.rows).toEqual([{ title: 'Pod shop/good', source: 'pod.yaml', line: 1, cells: [] }]);
});

test('waivers of a file that nothing needs are findings on their object in that file', async () => {
  workspace().write({ 'pod.yaml': GOOD, 'waivers.yaml': settings([{ control: 'privileged', containers: ['main'], reason: 'not needed any more' }]) });
  const { stdout } = await workspace().audit('pod.yaml', '--waiver-file', 'waivers.yaml', '--format', 'html');
  const { index, details } = readPage(stdout);
  const row = index.rows.findIndex(({ title, source }) => title === 'Pod shop/good' && source === 'waivers.yaml');
  expect(details.get(row)![0].findings).toEqual([expect.objectContaining({ state: 'error', line: 2, message: 'waiver of "privileged" covers nothing' })]);
});
