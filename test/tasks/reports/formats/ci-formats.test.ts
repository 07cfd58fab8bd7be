import Ajv from 'ajv';
import { parse } from 'junit2json';
import { reportIn } from './support';
import { CATALOG } from '../../../../src/policy/controls/catalog';
import { noRisks } from '../../../../src/tasks/reports/fail-on';
import { FindingRisk, FindingSeverity } from '../../../../src/tasks/reports/finding-risk';
import { AuditMarkdown } from '../../../../src/tasks/reports/formats/markdown';
import { byRisk } from '../../../../src/tasks/reports/risk-order';
import { Workspace } from '../../../commands/cli/support';

describe('JUnit', () => {
  async function suites(...args: string[]) {
    const text = await reportIn('junit', ...args);
    const result: any = await parse(text);
    return { text, suites: result.testsuite as any[] };
  }

  test('a reader finds a suite a file, and a failed test for each error', async () => {
    const { suites: [dockerfile, hostile, web] } = await suites();
    expect([dockerfile.name, hostile.name, web.name]).toEqual(['Dockerfile', 'hostile.json', 'shop/web.yaml']);
    expect(web.testcase).toHaveLength(web.tests);
    expect(web.testcase.filter(({ failure }: any) => failure)).toHaveLength(web.failures);
    expect(web.testcase[0]).toMatchObject({
      classname: 'Deployment shop/web',
      name: 'privileged: Deployment shop/web: container "web": spec.template.spec.containers[0].securityContext.privileged',
      file: 'shop/web.yaml',
      failure: [{ type: 'error', message: expect.stringContaining('privileged is true') }],
    });
  });

  test('what does not fail the audit is a passed test with a text, and what is waived is skipped with its reason', async () => {
    const all = (await suites()).suites.flatMap(({ testcase }) => testcase);
    const links = (cases: any[]) => cases.filter(({ name }) => name.startsWith('service-links: Deployment'));
    expect(links(all)[0]).toMatchObject({ 'system-out': [expect.stringContaining('warning: service-links')] });
    expect(links(all)[0].failure).toBeUndefined();
    expect(all.find(({ name }) => name.startsWith('service-account-token: Pod agent'))).toMatchObject({ skipped: [{ message: 'waived: it reads the logs of the node' }] });
    const strict = (await suites('--fail-on', 'warning')).suites.flatMap(({ testcase }) => testcase);
    expect(links(strict)[0].failure).toHaveLength(1);
  });

  test('names are unique, since GitLab reads only the first of several tests with one name', async () => {
    const names = (await suites()).suites.flatMap(({ testcase }) => testcase).map(({ name, file }) => `${file} ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test('a report without findings has a passed test, since Jenkins fails on an empty one', async () => {
    const { suites: [suite] } = await suites('--only', 'proc-mount-restricted');
    expect(suite).toMatchObject({ tests: 1, failures: 0 });
  });
});

describe('Code Quality of GitLab', () => {
  // https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
  const validate = new Ajv().compile({
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      additionalProperties: false,
      properties: {
        description: { type: 'string' },
        check_name: { type: 'string' },
        fingerprint: { type: 'string' },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          properties: {
            path: { type: 'string', pattern: '^(?!\\./)' },
            lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
          },
        },
      },
    },
  });

  test('the report has the fields that GitLab reads, with unique fingerprints and no waived findings', async () => {
    const report = JSON.parse(await reportIn('gitlab'));
    validate(report);
    expect(validate.errors).toBeNull();
    const prints = report.map(({ fingerprint }: any) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
    expect(report.filter((each: any) => each.check_name === 'service-account-token' && each.description.startsWith('Pod agent'))).toEqual([]);
    expect(report.find((each: any) => each.check_name === 'privileged')).toMatchObject({ severity: 'blocker', location: { path: 'shop/web.yaml', lines: { begin: 12 } } });
  });
});

describe('GitHub Actions', () => {
  // As https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs reads a line of a log.
  const COMMAND = /^::(\w+) ([^:]*)::(.*)$/;

  test('each finding is one workflow command, whatever names hold', async () => {
    const lines = (await reportIn('github')).trimEnd().split('\n');
    const commands = lines.filter((line) => line.trim().startsWith('::'));
    expect(commands.length).toBeGreaterThan(20);
    commands.forEach((line) => expect(line).toMatch(COMMAND));
    expect(new Set(commands.map((line) => COMMAND.exec(line)![1]))).toEqual(new Set(['error', 'warning']));
    expect(lines.at(-1)).toMatch(/^GitHub shows 10 annotations of each severity: all \d+ errors and \d+ warnings are in this log\.$/);
  });

  test('a command has file, line, columns and a title', async () => {
    const [line] = (await reportIn('github', '--only', 'privileged')).split('\n');
    expect(line).toMatch(/^::error file=shop\/web\.yaml,line=12,col=30,endColumn=46,endLine=12,title=critical%3A privileged%3A Deployment shop\/web::privileged: container "web"/);
  });

  test('the highest risk comes first, since GitHub shows the first annotations', async () => {
    const risks = [...(await reportIn('github')).matchAll(/title=(\w+)%3A/g)].map(([, risk]) => risk);
    expect(new Set(risks).size).toBeGreaterThan(3);
    expect(risks).toEqual([...risks].sort((one, other) => byRisk({ risk: one }, { risk: other })));
  });

  test('a summary of the step is appended to $GITHUB_STEP_SUMMARY', async () => {
    const workspace = new Workspace().write({ 'summary.md': 'before\n', 'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { hostPID: true, containers: [{ name: m, image: "i:1" }] }\n' });
    const before = process.env.GITHUB_STEP_SUMMARY;
    process.env.GITHUB_STEP_SUMMARY = `${workspace.folder}/summary.md`;
    try {
      await workspace.audit('pod.yaml', '--format', 'github', '--profile', 'pss-baseline');
    } finally {
      if (before === undefined) {
        delete process.env.GITHUB_STEP_SUMMARY;
      } else {
        process.env.GITHUB_STEP_SUMMARY = before;
      }
    }
    expect(workspace.read('summary.md')).toMatch(/^before\n### cdk8s-hardened: 1 error\n/);
    workspace.remove();
  });
});

describe('Markdown', () => {
  test('the numbers come first, then a table by control, then the findings folded', async () => {
    const text = await reportIn('markdown', '--only', 'privileged');
    expect(text).toMatch(/^### cdk8s-hardened: 2 errors\n\nProfile `hardened`, [^]*\| critical \| \[privileged\]\(https:[^]*\| 2 \| 0 \|[^]*<details><summary>2 errors<\/summary>/);
  });

  test('no name or value of a manifest is read as Markdown or HTML', async () => {
    const text = await reportIn('markdown');
    expect(text).not.toContain('<script');
    expect(text.replace(/<code>[^<]*<\/code>/g, '')).not.toMatch(/@all|\]\]>/);
    text.split('\n').filter((line) => line.startsWith('| [')).forEach((line) => expect(line.split('|')).toHaveLength(7));
  });

  test('a comment stays below the limit of GitHub, and says what it leaves out', async () => {
    const pod = (index: number) => `apiVersion: v1\nkind: Pod\nmetadata: { name: p${index} }\nspec: { containers: [{ name: m, image: "i:1" }] }\n`;
    const workspace = new Workspace().write({ 'pods.yaml': Array.from({ length: 200 }, (_, index) => pod(index)).join('---\n') });
    const { stdout, stderr } = await workspace.audit('pods.yaml', '--format', 'markdown');
    expect(stdout.length).toBeLessThan(65_536);
    expect(stdout).toMatch(/\d+ findings left out: a comment cannot be longer\.\n$/);
    expect(stderr).toEqual([expect.stringMatching(/the Markdown report leaves out \d+ findings/)]);
    workspace.remove();
  });
});

test('a comment with every control and long remedies ends with what it leaves out, and every block is closed', () => {
  const report = new AuditMarkdown();
  report.begin({ tool: { name: 'cdk8s-hardened', version: '1.0.0' }, profile: 'hardened', kubernetesVersion: '1.33', platform: 'kubernetes', failOn: 'error' });
  for (const { id } of CATALOG) {
    report.finding({
      control: id, risk: FindingRisk.HIGH, severity: FindingSeverity.ERROR, waived: false, file: 'a.yaml', line: 1, apiVersion: 'v1', kind: 'Pod', name: 'p', path: '/x', field: 'x', message: '`'.repeat(100), remedy: '`'.repeat(100),
    });
  }
  const text = report.end({
    files: 1,
    documents: 1,
    dockerfiles: 0,
    workloads: 1,
    errors: CATALOG.length,
    warnings: 0,
    risks: noRisks(),
    waived: 0,
    unevaluated: 0,
    leftOut: 0,
  });
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/\d+ controls and \d+ findings left out: a comment cannot be longer\.\n$/);
  expect(report.cut).toMatch(/leaves out \d+ controls and \d+ findings/);
  expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)!.length);
});

test('JSON is valid by its published schema', async () => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const validate = new Ajv({ strict: false }).compile(require('../../../../schema/report.json'));
  const report = JSON.parse(await reportIn('json'));
  validate(report);
  expect(validate.errors).toBeNull();
  expect(report.schemaVersion).toBe(1);
});

test.each(['sarif', 'junit', 'gitlab', 'github', 'markdown', 'text'])('--report writes %s beside the printed report', async (format) => {
  const workspace = new Workspace().write({ 'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { hostPID: true, containers: [{ name: m, image: "i:1" }] }\n' });
  const alone = await workspace.audit('pod.yaml', '--format', format);
  const { stdout } = await workspace.audit('pod.yaml', '--format', 'json', '--report', `${format}=out/report`.replace('out/', ''));
  expect(JSON.parse(stdout).schemaVersion).toBe(1);
  expect(workspace.read('report')).toBe(alone.stdout);
  workspace.remove();
});

test.each([
  ['sarif', 'must be FORMAT=FILE, such as sarif=out.sarif'],
  ['sarif=', 'must be FORMAT=FILE, such as sarif=out.sarif'],
  ['sarf=x', 'unknown format "sarf": did you mean "sarif"?'],
])('--report %s is refused, and the error says what to write', async (value, message) => {
  const workspace = new Workspace().write({ 'pod.yaml': '' });
  const { status, stderr } = await workspace.audit('pod.yaml', '--report', value);
  expect(status).toBe(2);
  expect(stderr.join()).toContain(message);
  workspace.remove();
});
