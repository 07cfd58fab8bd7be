import { readFileSync } from 'fs';
import { join } from 'path';
import { pathToFileURL } from 'url';
import Ajv from 'ajv';
import { FILES, HOSTILE, reportIn } from './support';
import { noRisks } from '../../../../src/tasks/reports/fail-on';
import { AuditSarif } from '../../../../src/tasks/reports/formats/sarif';
import { Workspace } from '../../../commands/cli/support';

const SCHEMA = JSON.parse(readFileSync(require.resolve('schemastore/schemas/json/sarif-2.1.0.json'), 'utf8'));
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(SCHEMA);

async function sarif(...args: string[]) {
  const log = JSON.parse(await reportIn('sarif', ...args));
  validate(log);
  expect(validate.errors).toBeNull();
  return log.runs[0];
}

test('the report is valid by the schema of SARIF 2.1.0, with hostile names and values', async () => {
  const { results, tool } = await sarif();
  expect(results.length).toBeGreaterThan(20);
  expect(tool.driver.rules.map(({ id }: any) => id)).toEqual(expect.arrayContaining(['privileged', 'dockerfile-user-root']));
  expect(JSON.stringify(results)).toContain('a\\\\\\"b\'<script>');
});

test('each result names its rule, its place with columns, and what to write instead', async () => {
  const { results, tool } = await sarif('--only', 'privileged');
  expect(results).toHaveLength(2);
  const [{ ruleIndex, ...result }] = results;
  expect(tool.driver.rules[ruleIndex].id).toBe('privileged');
  expect(result).toMatchObject({
    ruleId: 'privileged',
    level: 'error',
    message: { text: expect.stringMatching(/^Deployment shop\/web: privileged: container "web": .* Fix: remove `privileged: true`/) },
    locations: [{ physicalLocation: { artifactLocation: { uri: 'shop/web.yaml' }, region: { startLine: 12, startColumn: 30, endLine: 12, endColumn: 46 } } }],
  });
});

test('a rule has help in text and Markdown, tags, and a security severity', async () => {
  const { tool } = await sarif('--only', 'privileged');
  expect(tool.driver.rules[0]).toMatchObject({
    shortDescription: { text: 'No privileged container' },
    fullDescription: { text: expect.stringContaining('root on the node') },
    help: { text: expect.stringContaining('Fix: '), markdown: expect.stringContaining('**Fix:**') },
    properties: { 'tags': expect.arrayContaining(['security']), 'precision': 'very-high', 'security-severity': '9.5' },
  });
});

test('waived findings are left out, unless --detail all asks for them as suppressed results', async () => {
  const waived = (run: any) => run.results.filter(({ ruleId, message }: any) => ruleId === 'service-account-token' && message.text.startsWith('Pod agent'));
  expect(waived(await sarif())).toEqual([]);
  expect(waived(await sarif('--detail', 'all'))).toEqual([expect.objectContaining({
    suppressions: [{ kind: 'external', status: 'accepted', justification: 'it reads the logs of the node' }],
  })]);
});

test('fingerprints are unique, and survive that lines move and files are renamed', async () => {
  const printsOf = (text: string): string[] =>
    JSON.parse(text).runs[0].results.map(({ partialFingerprints }: any) => partialFingerprints.primaryLocationLineHash);
  const before = printsOf(await reportIn('sarif'));
  expect(new Set(before).size).toBe(before.length);
  const workspace = new Workspace().write({
    'renamed.yaml': `# A comment\n\n${FILES['shop/web.yaml']}`,
    'build/Dockerfile': `# A comment\n${FILES.Dockerfile}`,
    'hostile.json': FILES['hostile.json'],
  });
  expect(printsOf((await workspace.audit('.', '--format', 'sarif')).stdout).sort()).toEqual([...before].sort());
  workspace.remove();
});

test('a path is a URI: special characters are escaped, and an absolute path has a scheme', async () => {
  const workspace = new Workspace().write({ 'a b/#1.yaml': FILES['shop/web.yaml'] });
  const uris = async (path: string) => JSON.parse((await workspace.audit(path, '--format', 'sarif')).stdout)
    .runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri;
  expect(await uris('a b')).toBe('a%20b/%231.yaml');
  expect(await uris(workspace.folder)).toBe(pathToFileURL(join(workspace.folder, 'a b/#1.yaml')).href);
  workspace.remove();
});

const FINDING = {
  control: 'privileged', waived: false, file: 'a.yaml', line: 1, apiVersion: 'v1', kind: 'Pod', path: '/x', field: 'x', message: 'm', remedy: 'r',
};

const HEADER = {
  tool: { name: 'cdk8s-hardened', version: '1.0.0' }, profile: 'hardened', kubernetesVersion: '1.33', platform: 'kubernetes', failOn: 'error',
} as const;
const SUMMARY = {
  files: 1, documents: 1, dockerfiles: 0, workloads: 1, errors: 0, warnings: 0, risks: noRisks(), waived: 0, unevaluated: 0, leftOut: 0,
};

test('above the limit of GitHub warnings are cut first, and the report says so', () => {
  const report = new AuditSarif();
  const finding = (severity: string, name: string): any =>
    ({ ...FINDING, risk: severity === 'error' ? 'high' : 'low', severity, name });
  const text = [
    report.begin(HEADER),
    ...Array.from({ length: 1000 }, (_, index) => report.finding(finding('warning', `w${index}`))),
    ...Array.from({ length: 24_500 }, (_, index) => report.finding(finding('error', `e${index}`))),
    report.end({ ...SUMMARY, errors: 24_500, warnings: 1000 }),
  ].join('');
  const [{ results, invocations }] = JSON.parse(text).runs;
  expect(results.filter(({ level }: any) => level === 'error')).toHaveLength(24_500);
  expect(results).toHaveLength(25_000);
  expect(invocations[0].toolExecutionNotifications[0].message.text).toContain('500 findings left out');
  expect(report.cut).toContain('500 findings left out');
});

test('hostile names cannot end a line of a log', async () => {
  const text = await reportIn('sarif');
  expect(HOSTILE).toContain('\n::error');
  expect(text).not.toMatch(/^\s*::/m);
  expect(text).not.toMatch(/[\u0000\u2028\u202e]/);
});
