import Ajv from 'ajv';
import { parseAllDocuments, stringify } from 'yaml';
import { FILES, reportIn } from './support';
import { run, Workspace, workspaces } from '../../../commands/cli/support';
import { goodPod } from '../../../policy/controls/support';

const workspace = workspaces();

/** What reviewdog reads, by https://github.com/reviewdog/reviewdog/tree/master/proto/rdf, and nothing else. */
const POSITION = {
  type: 'object', required: ['line'], additionalProperties: false, properties: { line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } },
};
const RANGE = { type: 'object', required: ['start'], additionalProperties: false, properties: { start: POSITION, end: POSITION } };
const TEXT = { type: 'string', minLength: 1 };
const RDJSON = {
  type: 'object',
  required: ['source', 'diagnostics'],
  additionalProperties: false,
  properties: {
    source: { type: 'object', required: ['name', 'url'], additionalProperties: false, properties: { name: TEXT, url: TEXT } },
    diagnostics: {
      type: 'array',
      items: {
        type: 'object',
        required: ['message', 'severity', 'code', 'location'],
        additionalProperties: false,
        properties: {
          message: TEXT,
          severity: { enum: ['ERROR', 'WARNING'] },
          code: { type: 'object', required: ['value', 'url'], additionalProperties: false, properties: { value: TEXT, url: TEXT } },
          location: { type: 'object', required: ['path', 'range'], additionalProperties: false, properties: { path: TEXT, range: RANGE } },
          suggestions: {
            type: 'array',
            minItems: 1,
            maxItems: 1,
            items: { type: 'object', required: ['range', 'text'], additionalProperties: false, properties: { range: { ...RANGE, required: ['start', 'end'] }, text: { type: 'string' } } },
          },
        },
      },
    },
  },
};
const validate = new Ajv().compile(RDJSON);

/** What a report suggests for a finding: the file after it. */
interface Suggestion {
  readonly control: string;
  /** In bytes of UTF-8. */
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

function applied(text: string, { edits }: Pick<Suggestion, 'edits'>): string {
  let bytes = Buffer.from(text);
  for (const { start, end, text: inserted } of [...edits].reverse()) {
    bytes = Buffer.concat([bytes.subarray(0, start), Buffer.from(inserted), bytes.subarray(end)]);
  }
  return bytes.toString();
}

async function rdjsonOf(...args: string[]): Promise<any> {
  const { stdout, status } = await workspace().audit(...args, '--format', 'rdjson');
  expect([0, 1]).toContain(status);
  const report = JSON.parse(stdout);
  validate(report);
  expect(validate.errors).toBeNull();
  return report;
}

/** The byte at which a line and a column are, as reviewdog counts them. */
function byteAt(text: string, { line, column }: { line: number; column: number }): number {
  const before = text.split('\n').slice(0, line - 1).join('\n');
  expect(line).toBeLessThanOrEqual(text.split('\n').length);
  expect(column - 1).toBeLessThanOrEqual(Buffer.byteLength(text.split('\n')[line - 1]));
  return Buffer.byteLength(line === 1 ? '' : `${before}\n`) + column - 1;
}

async function fromRdjson(text: string): Promise<readonly Suggestion[]> {
  workspace().write({ 'app.yaml': text });
  const { diagnostics } = await rdjsonOf('app.yaml');
  return diagnostics.flatMap(({ code, suggestions = [] }: any) => suggestions.map(({ range, text: inserted }: any) => ({
    control: code.value, edits: [{ start: byteAt(text, range.start), end: byteAt(text, range.end), text: inserted }],
  })));
}

/** SARIF counts UTF-16 code units, and no byte order mark. */
async function fromSarif(text: string): Promise<readonly Suggestion[]> {
  workspace().write({ 'app.yaml': text });
  const { runs: [{ results }] } = JSON.parse((await workspace().audit('app.yaml', '--format', 'sarif')).stdout);
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const mark = text.startsWith('\uFEFF') ? 3 : 0;
  const offset = (line: number, column: number) => mark + Buffer.byteLength([...lines.slice(0, line - 1), lines[line - 1].slice(0, column - 1)].join('\n'));
  return results.flatMap(({ ruleId, fixes = [] }: any) => fixes.map(({ artifactChanges: [{ artifactLocation, replacements }] }: any) => {
    expect(artifactLocation.uri).toBe('app.yaml');
    expect(replacements.length).toBeGreaterThan(0);
    return {
      control: ruleId,
      edits: replacements.map(({ deletedRegion: { startLine, startColumn, endLine, endColumn }, insertedContent }: any) =>
        ({ start: offset(startLine, startColumn), end: offset(endLine, endColumn), text: insertedContent.text })),
    };
  }));
}

async function hardened(text: string): Promise<unknown[]> {
  workspace().write({ 'to-harden.yaml': text });
  const { status, stdout } = await run(['harden', 'to-harden.yaml', '--profile', 'hardened', '--override-unsafe'], { cwd: workspace().folder });
  expect(status).toBe(0);
  return comparable(stdout);
}

/** How much storage a limit allows depends on the volumes that are there when it is written. */
function comparable(text: string): unknown[] {
  const amounts = (key: unknown, value: unknown) => key === 'ephemeral-storage' ? '9Gi' : value;
  return parseAllDocuments(text).map((document) => JSON.parse(JSON.stringify(document.toJS(), amounts)));
}

async function controlsIn(text: string): Promise<Record<string, number>> {
  workspace().write({ 'app.yaml': text });
  const { findings } = await workspace().json('app.yaml');
  const counts: Record<string, number> = {};
  findings.forEach(({ control }) => {
    counts[control] = (counts[control] ?? 0) + 1;
  });
  return counts;
}

const APP = `# Die Brücke 🏪 of the shop
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - {name: über, image: "ghcr.io/shop/🏪:1.2", securityContext: {privileged: true}} # größer
        - name: log # 🏪
          image: ghcr.io/shop/log:1.2
          ports: [{containerPort: 8080}]
          securityContext:
            readOnlyRootFilesystem: false`;

const TEXTS: readonly [string, string][] = [
  ['comments, flow collections, and characters of two and four bytes', `${APP}\n`],
  ['no line break at the end', APP],
  ['line breaks of Windows', `${APP}\n`.replaceAll('\n', '\r\n')],
  ['a byte order mark', `\uFEFF${APP}\n`],
  ['a byte order mark, and nothing but one line', `\uFEFF${JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'ü' }, spec: { containers: [{ name: '🏪', image: 'ü:1' }] } })}`],
  ['JSON', JSON.stringify(goodPod(({ containers }) => { delete containers[0].securityContext; delete containers[0].resources['ephemeral-storage']; }), undefined, 2)],
  ['a list', stringify({ apiVersion: 'v1', kind: 'List', items: [goodPod((spec) => { delete spec.securityContext; }), goodPod((spec) => { spec.hostPID = true; })] })],
];

describe('the suggestions of rdjson', () => {
  test.each(TEXTS)('fix the finding that they are for, one at a time, in a file with %s', async (_, text) => {
    const suggestions = await fromRdjson(text);
    expect(suggestions.length).toBeGreaterThan(2);
    const before = await controlsIn(text);
    const all = await hardened(text);
    for (const suggestion of suggestions) {
      const fixed = applied(text, suggestion);
      expect((await controlsIn(fixed))[suggestion.control] ?? 0).toBeLessThan(before[suggestion.control]);
      expect(await hardened(fixed)).toEqual(all);
    }
  }, 60_000);

  test.each(TEXTS)('leave what harden leaves, all that do not overlap at once, in a file with %s', async (_, text) => {
    let current = text;
    for (let rounds = 0; ; rounds++) {
      expect(rounds).toBeLessThan(10);
      const suggestions = await fromRdjson(current);
      if (suggestions.length === 0) {
        break;
      }
      const taken: Suggestion['edits'][number][] = [];
      for (const { edits } of suggestions) {
        const isFree = edits.every(({ start, end }) => taken.every((other) => end < other.start || start > other.end));
        taken.push(...isFree ? edits : []);
      }
      current = applied(current, { edits: taken.sort((one, other) => one.start - other.start) });
    }
    const all = await hardened(text);
    expect(await hardened(current)).toEqual(all);
    expect(await controlsIn(current)).toEqual(await controlsIn(all.map((each) => stringify(each)).join('---\n')));
  }, 60_000);

  test.each(TEXTS)('are beside places that are those of all reports, in a file with %s', async (_, text) => {
    workspace().write({ 'app.yaml': text });
    const { findings } = await workspace().json('app.yaml');
    const { diagnostics } = await rdjsonOf('app.yaml');
    const lines = text.replace(/^\uFEFF/, '').split('\n');
    const mark = text.startsWith('\uFEFF') ? 3 : 0;
    expect(diagnostics.map(({ location: { range } }: any) => byteAt(text, range.start))).toEqual(findings.map(({ line, column }) =>
      mark + Buffer.byteLength([...lines.slice(0, line - 1), lines[line - 1].slice(0, column - 1)].join('\n'))));
  });

  test.each(TEXTS)('come to the same texts as the fixes of SARIF, in a file with %s', async (_, text) => {
    const textsOf = (suggestions: readonly Suggestion[]) => suggestions.map((each) => `${each.control} ${applied(text, each)}`).sort();
    expect(textsOf(await fromSarif(text))).toEqual(textsOf(await fromRdjson(text)));
  });
});

test('rdjson names each finding, its place and its control', async () => {
  workspace().write({ 'shop/a b.yaml': APP });
  const { source, diagnostics } = await rdjsonOf('shop', '--only', 'privileged');
  const line = APP.split('\n').findIndex((each) => each.includes('privileged')) + 1;
  const column = Buffer.byteLength(APP.split('\n')[line - 1].replace(/privileged.*/, '')) + 1;
  expect(source).toEqual({ name: 'cdk8s-hardened', url: expect.stringMatching(/^https:/) });
  expect(diagnostics).toEqual([{
    message: expect.stringMatching(/^Deployment shop\/web: privileged: container "über": .* is true\. Fix: remove `privileged: true`/),
    severity: 'ERROR',
    code: { value: 'privileged', url: expect.stringMatching(/^https:.*privileged\.md$/) },
    location: { path: 'shop/a b.yaml', range: { start: { line, column }, end: { line, column: column + 'privileged: true'.length } } },
    suggestions: [{ range: { start: { line, column: column + 12 }, end: { line, column: column + 16 } }, text: 'false' }],
  }]);
});

test.each([
  ['containers:\n    - name: a\n      image: x\n  volumes:\n    - name: v\n      csi:\n        volumeAttributes: { mountOptions: "username=u,', 'password=hunter2Zq7W', '" }'],
  ['volumes: [{ name: v, emptyDir: {} }]\n  containers: [{ name: a, image: x, env: [{ name: ', 'DB_PASSWORD, value: hunter2Zq7W', ' }] }]'],
])('rdjson has no suggestion with a secret that is between its parts: %s', async (before, secret, after) => {
  const suggested = async (part: string) => {
    workspace().write({ 'app.yaml': `apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: shop }\nspec:\n  ${before}${part}${after}\n` });
    return (await rdjsonOf('app.yaml')).diagnostics.filter(({ code }: any) => code.value === 'read-only-root-filesystem').flatMap(({ suggestions = [] }: any) => suggestions);
  };
  expect(await suggested(secret.replace(/DB_PASSWORD|password/, 'mode'))).toHaveLength(1);
  expect(await suggested(secret)).toEqual([]);
});

test('rdjson is valid with hostile names and values, and leaves out what is waived', async () => {
  const report = JSON.parse(await reportIn('rdjson'));
  validate(report);
  expect(validate.errors).toBeNull();
  expect(report.diagnostics.length).toBeGreaterThan(20);
  expect(report.diagnostics.filter(({ message }: any) => message.startsWith('Pod agent: service-account-token'))).toEqual([]);
  const dockerfile = report.diagnostics.find(({ location: { path } }: any) => path === 'Dockerfile');
  expect(dockerfile.location.range).toEqual({ start: { line: 2 }, end: { line: 2 } });
  expect(dockerfile).not.toHaveProperty('suggestions');
});

test.each(['rdjson', 'sarif'])('%s has no fix where there is no file to change, or its encoding is another one', async (format) => {
  const text = FILES['shop/web.yaml'];
  workspace().write({ 'utf16.yaml': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]), 'mixed.yaml': text.replace('\n', '\r') });
  const report = async (path: string) => (await run(['audit', path, '--format', format], { cwd: workspace().folder, input: text })).stdout;
  for (const path of ['-', 'utf16.yaml', 'mixed.yaml']) {
    const written = await report(path);
    expect(written).toContain('restricted-volumes');
    expect(written).not.toContain(format === 'sarif' ? '"fixes"' : '"suggestions"');
  }
});

test('rdjson of standard input has lines alone, since no one knows its bytes', async () => {
  const { stdout } = await run(['audit', '-', '--format', 'rdjson', '--only', 'privileged'], { input: APP });
  expect(JSON.parse(stdout).diagnostics[0].location).toEqual({ path: 'stdin', range: { start: { line: 16 }, end: { line: 16 } } });
});

test('fixes follow the settings file, the command line, and other files', async () => {
  const suggested = async (...args: string[]) => (await rdjsonOf('app', ...args)).diagnostics
    .filter(({ suggestions }: any) => suggestions).map(({ code }: any) => code.value);
  workspace().write({ 'app/app.yaml': APP });
  expect(await suggested('--profile', 'pss-baseline')).toEqual(['privileged']);
  expect(await suggested('--only', 'service-links')).toEqual(['service-links']);
  workspace().write({ 'cdk8s-hardened.yaml': 'keep: [service-links]\n' });
  expect(await suggested('--only', 'service-links')).toEqual([]);
});

test('of thousands of findings the first ones have fixes, and the run says so', async () => {
  const names = Array.from({ length: 5001 }, (_, index) => `c${index}`);
  const text = names.map((name) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {containers: [{name: a, image: b}]}\n`).join('---\n');
  workspace().write({ 'app.yaml': text });
  const { stdout, stderr } = await workspace().audit('app.yaml', '--only', 'service-links', '--format', 'rdjson');
  expect(JSON.parse(stdout).diagnostics.filter(({ suggestions }: any) => suggestions)).toHaveLength(5000);
  expect(stderr).toEqual([expect.stringContaining('the reports have fixes for the first 5000 findings, and none for 1 other finding: audit fewer files')]);
}, 60_000);

test('two reports of one run have the same fixes', async () => {
  workspace().write({ 'app.yaml': APP });
  await workspace().audit('app.yaml', '--report', 'rdjson=a.json', '--report', 'sarif=b.sarif');
  const suggestions = JSON.parse(workspace().read('a.json')).diagnostics.filter((each: any) => each.suggestions);
  const fixes = JSON.parse(workspace().read('b.sarif')).runs[0].results.filter((each: any) => each.fixes);
  expect(suggestions.length).toBeGreaterThan(10);
  expect(fixes).toHaveLength(suggestions.length);
});

test('a file that is too large has no fixes, and the run says so', async () => {
  workspace().write({ 'large.yaml': `#${'x'.repeat(4 * 1024 * 1024)}\n${APP}`, 'app.yaml': APP });
  const { stdout, stderr } = await workspace().audit('app.yaml', 'large.yaml', '--only', 'service-links', '--format', 'sarif');
  expect(JSON.parse(stdout).runs[0].results.map(({ fixes }: any) => fixes?.length)).toEqual([1, undefined]);
  expect(stderr).toEqual(['cdk8s-hardened: large.yaml: is larger than 4 MiB, so the reports have no fixes for it: split it']);
});

test('text of a manifest in a fix cannot end a line of a log', async () => {
  const other = new Workspace().write({ 'a.yaml': APP.replace('über', '"x\\u2028::error::"').replace('# größer', '# \u202e\u2028 ') });
  const { stdout } = await other.audit('a.yaml', '--format', 'rdjson');
  expect(stdout).not.toMatch(/[\u2028\u202e]/);
  other.remove();
});

test.each(['json', 'text', 'github', 'gitlab', 'junit', 'markdown', 'html'])('%s looks for no fixes', async (format) => {
  jest.isolateModules(() => jest.doMock('../../../../src/commands/cli/audit/finding-sources', () => {
    throw new Error('loaded');
  }));
  workspace().write({ 'app.yaml': APP });
  expect((await workspace().audit('app.yaml', '--format', format)).status).toBe(1);
  jest.dontMock('../../../../src/commands/cli/audit/finding-sources');
});
