import { rmSync } from 'fs';
import { Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { CAPABILITIES, Editor, MANIFEST, PULLING, until } from './editor';
import { run } from '../cli/support';

let editor: Editor;

beforeEach(() => { editor = new Editor(); });
afterEach(() => editor.stop());

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);
/** The newest diagnostics of a file. */
const last = (name: string) => editor.pushed.filter(({ uri }) => uri === editor.uriOf(name)).at(-1)!.diagnostics;
const withCode = (diagnostics: readonly Diagnostic[], code: string) => diagnostics.find((each) => each.code === code)!;

async function opened(
  text = MANIFEST, name = 'web.yaml', files: { readonly [name: string]: string } = {}, languageId?: string,
): Promise<readonly Diagnostic[]> {
  await editor.start(files);
  await editor.open(name, text, languageId);
  return editor.diagnostics(name);
}

describe('a manifest', () => {
  it('gets the findings of an audit, at their keys', async () => {
    const diagnostics = await opened();
    const privileged = withCode(diagnostics, 'privileged');
    expect(privileged).toEqual({
      range: { start: editor.positionOf('web.yaml', 'privileged'), end: { line: 14, character: 22 } },
      severity: DiagnosticSeverity.Error,
      code: 'privileged',
      codeDescription: { href: 'https://github.com/cdk8s-hardened/cdk8s-hardened/blob/main/docs/reference/controls/privileged.md' },
      source: 'cdk8s-hardened',
      message: 'container "web": spec.template.spec.containers[0].securityContext.privileged is true. Fix: remove `privileged: true`; grant only the capability, device or host path that is needed',
    });
    const at = (code: string) => editor.textIn('web.yaml', withCode(diagnostics, code).range);
    expect(['run-as-non-root', 'service-links', 'image-digest', 'cpu-resources', 'network-policy'].map(at))
      .toEqual(['securityContext', 'spec', 'image', 'name', 'name']);
    expect(diagnostics.filter(({ range }) => range.start.line !== range.end.line)).toEqual([]);
  });

  it('is as severe as its risk, unless settings change that', async () => {
    const settings = 'controls: {image-digest: {severity: error, reason: we deploy by digest}, service-account-token: {severity: warning, reason: our platform needs it}}\n';
    const diagnostics = await opened(MANIFEST, 'web.yaml', { 'cdk8s-hardened.yaml': settings });
    const severities = ['privileged', 'seccomp-profile-restricted', 'service-links', 'image-digest', 'service-account-token']
      .map((code) => withCode(diagnostics, code).severity);
    const { Error, Warning, Information } = DiagnosticSeverity;
    expect(severities).toEqual([Error, Warning, Information, Error, Warning]);
  });

  it('names the other places of a finding', async () => {
    const diagnostics = await opened();
    const { relatedInformation = [] } = withCode(diagnostics, 'cpu-resources');
    expect(relatedInformation.map(({ location, message }) => [location.uri, editor.textIn('web.yaml', location.range), message])).toEqual([
      [editor.uriOf('web.yaml'), 'name', expect.stringContaining('limits.cpu is not set')],
    ]);
  });

  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a character beyond 16 bits before the key', (text: string) => text.replace('            privileged: true', '            {"🏪": 1, privileged: true}').replace('{"🏪": 1, privileged: true} # for now', '{readOnlyRootFilesystem: "🏪", privileged: true}')],
  ])('has the right columns with %s', async (_, change) => {
    const diagnostics = await opened(change(MANIFEST));
    expect(editor.textIn('web.yaml', withCode(diagnostics, 'privileged').range)).toBe('privileged');
  });

  it('follows edits, the last of which counts, and goes when it is closed', async () => {
    await opened();
    await editor.replace('web.yaml', 'privileged: true', 'privileged: false');
    await editor.change('web.yaml', [
      { range: { start: { line: 3, character: 8 }, end: { line: 3, character: 11 } }, text: '🏪' },
      { range: { start: { line: 3, character: 10 }, end: { line: 3, character: 10 } }, text: '-shop' },
    ]);
    const diagnostics = await editor.diagnostics('web.yaml');
    expect(codes(diagnostics)).not.toContain('privileged');
    expect(withCode(diagnostics, 'network-policy').message).toContain('the pods of 🏪-shop');
    const { uri, diagnostics: none } = await editor.nextPush(() => editor.close('web.yaml'));
    expect([uri, none]).toEqual([editor.uriOf('web.yaml'), []]);
  });

  it('keeps what was found while it cannot be read, and says why', async () => {
    const found = await opened();
    await editor.replace('web.yaml', 'privileged: true', 'privileged: [true');
    await editor.replace('web.yaml', 'kind: Deployment', 'kind: "Deployment');
    expect(await editor.actions('web.yaml', 'privileged')).toEqual([]);
    const broken = await editor.diagnostics('web.yaml');
    expect(broken.slice(0, -1)).toEqual(found);
    expect(broken.at(-1)).toMatchObject({ code: 'unreadable', severity: DiagnosticSeverity.Error });
    await editor.replace('web.yaml', 'kind: "Deployment', 'kind: Deployment');
    await editor.replace('web.yaml', 'privileged: [true', 'privileged: false');
    expect(codes(await editor.diagnostics('web.yaml'))).not.toContain('privileged');
  });

  it('is of the text as it is, if that can be read and an item of a list is not a Kubernetes object', async () => {
    const list = 'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ServiceAccount\n    metadata: {name: robot}\n';
    const opening = await opened(`${MANIFEST}---\n${list}`);
    expect(codes(opening)).toContain('privileged');
    await editor.replace('web.yaml', 'privileged: true', 'privileged: false');
    await editor.replace('web.yaml', '  - apiVersion: v1\n    kind: ServiceAccount', '  - apiVersion: v1');
    const edited = await editor.diagnostics('web.yaml');
    expect(codes(edited)).toEqual([...codes(opening).filter((code) => code !== 'privileged' && code !== 'service-account-automount'), 'unreadable']);
    expect(await editor.actions('web.yaml', 'containers')).toEqual([]);
  });

  it('depends on the manifests around it, saved or not', async () => {
    const policy = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec:\n  podSelector: {}\n  policyTypes: [Ingress, Egress]\n';
    await editor.start({ 'policies/web.yaml': policy });
    await editor.open('apps/web.yaml', MANIFEST);
    expect(codes(await editor.diagnostics('apps/web.yaml'))).not.toContain('network-policy');
    await editor.open('policies/web.yaml');
    const { uri, diagnostics } = await editor.nextPush(() => editor.replace('policies/web.yaml', 'namespace: shop', 'namespace: other'));
    await until(() => editor.pushed.some((each) => each.uri === editor.uriOf('apps/web.yaml') && codes(each.diagnostics).includes('network-policy')));
    expect([uri, diagnostics]).toBeDefined();
  });

  it('depends on the file of a document that was closed without saving', async () => {
    const policy = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n';
    await editor.start({ 'web.yaml': MANIFEST, 'policy.yaml': policy });
    await editor.open('web.yaml');
    await editor.open('policy.yaml');
    const hasFinding = () => editor.pushed.filter(({ uri }) => uri === editor.uriOf('web.yaml')).at(-1)?.diagnostics.some(({ code }) => code === 'network-policy');
    await until(() => hasFinding() === false);
    await editor.replace('policy.yaml', 'kind: NetworkPolicy', 'kind: Other');
    await until(() => hasFinding() === true);
    await editor.close('policy.yaml');
    await until(() => hasFinding() === false);
  });

  it('is evaluated anew if it is opened twice', async () => {
    await opened();
    const count = editor.pushed.length;
    await editor.open('web.yaml', MANIFEST.replace('privileged: true', 'privileged: false'));
    await until(() => editor.pushed.length > count);
    expect(codes(editor.pushed.at(-1)!.diagnostics)).not.toContain('privileged');
  });

  it('is evaluated with a workspace folder for each root, and without one', async () => {
    await editor.start({ 'one/cdk8s-hardened.yaml': 'profile: pss-baseline\n', 'two/x.yaml': '' }, []);
    await editor.open('one/web.yaml', MANIFEST);
    await editor.open('two/web.yaml', MANIFEST);
    expect(codes(await editor.diagnostics('one/web.yaml'))).toEqual(['privileged']);
    expect((await editor.diagnostics('two/web.yaml')).length).toBeGreaterThan(10);
  });

  it('has nothing that is waived, excluded or only a patch; what is in the baseline is a hint', async () => {
    const annotated = MANIFEST.replace('  namespace: shop\n', `  namespace: shop
  annotations:
    cdk8s-hardened/waivers: '[{"control":"privileged","reason":"it manages the node","containers":["web"]}]'
`);
    const patch = MANIFEST.replace("          image: 'ghcr.io/shop/web:1.2'\n", '');
    await editor.start({ 'web.yaml': annotated, 'cdk8s-hardened.yaml': 'excludeFiles: [vendored.yaml]\n' });
    await run(['write-baseline', 'web.yaml', '--output', 'baseline.json'], { cwd: editor.folder });
    editor.write({ 'cdk8s-hardened.yaml': 'excludeFiles: [vendored.yaml]\nbaseline: baseline.json\n' });
    await Promise.all([editor.open('web.yaml', annotated), editor.open('vendored.yaml', MANIFEST), editor.open('patch.yaml', patch)]);
    const diagnostics = await editor.diagnostics('web.yaml');
    expect(codes(diagnostics)).not.toContain('privileged');
    expect(diagnostics.length).toBeGreaterThan(10);
    expect(diagnostics.filter(({ severity }) => severity !== DiagnosticSeverity.Hint)).toEqual([]);
    expect(await editor.diagnostics('vendored.yaml')).toEqual([]);
    expect(await editor.diagnostics('patch.yaml')).toEqual([]);
  });

  it.each([
    ['YAML that is no manifest', 'other.yaml', 'services:\n  web: {image: nginx, privileged: true}\n'],
    ['values of a chart', 'values.yaml', 'image: {repository: nginx}\nwaivers: [1]\n'],
    ['nothing', 'empty.yaml', ''],
    ['YAML that was never readable', 'broken.yaml', 'kind: [Deployment\n'],
    ['a text of another language', 'readme.md', MANIFEST, 'markdown'],
    ['a Compose file', 'compose.yaml', MANIFEST, 'dockercompose'],
  ])('%s has none', async (_, name, text, languageId = 'yaml') => {
    expect(await opened(text, name, {}, languageId)).toEqual([]);
  });

  const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n  hostPID: true\n  containers: [{name: a, image: nginx}]\n';
  it.each<[string, string, string, string, string]>([
    ['a directive', 'web.yaml', `%YAML 1.2\n---\n${POD}`, 'a directive (`%`), which kubectl does not read', '---'],
    ['an alias without an anchor', 'web.yaml', POD.replace('true', '*nope'), 'alias `nope` has no anchor above it', '  hostPID: *nope'],
    ['a tab', 'web.yaml', POD.replace('  hostPID', '\thostPID'), 'tab', '\thostPID: true'],
    ['a comment behind FROM', 'Dockerfile', 'FROM nginx:1.27 # base\nUSER root\n', 'FROM takes an image', 'FROM nginx:1.27 # base'],
  ])('what the command line cannot read is an error at its line: %s', async (_, name, text, message, at) => {
    const diagnostics = await opened(text, name, {}, name === 'Dockerfile' ? 'dockerfile' : 'yaml');
    expect(diagnostics).toHaveLength(1);
    const [{ severity, code, range, message: shown }] = diagnostics;
    expect([severity, code]).toEqual([DiagnosticSeverity.Error, 'unreadable']);
    expect(shown).toContain(message);
    expect(at).toContain(editor.textIn(name, range));
    editor.write({ [name]: text });
    const { stderr } = await run(['audit', name], { cwd: editor.folder });
    expect(stderr.join()).toContain(`${name}:${range.start.line + 1}:`);
    expect(stderr.join()).toContain(shown);
  });

  it.each([
    ['in a chart', 'chart/templates/web.yaml', 'kind: Deployment\nmetadata:\n  name: {{ .Values.name }}\n{{- if .Values.x }}\nx: 1\n{{- end }}\n{{ x }}\n'],
    ['that is YAML', 'web.yaml', MANIFEST.replace('ghcr.io/shop/web:1.2', '{{ .Values.image }}')],
    ['with a name that is still to be filled in', 'web.yaml', MANIFEST.replace('name: web #', 'name: "{{name}}" #')],
  ])('a template %s has one hint', async (_, name, text) => {
    const diagnostics = await opened(text, name, { 'chart/Chart.yaml': 'name: chart\n' });
    expect(diagnostics).toHaveLength(1);
    const [{ severity, code, range }] = diagnostics;
    expect([severity, code, editor.textIn(name, range)]).toEqual([DiagnosticSeverity.Hint, 'helm-template', '{{']);
  });

  it('without braces among the templates of a chart is a template, too, and does not count for others', async () => {
    const policy = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n';
    await editor.start({ 'chart/Chart.yaml': 'name: chart\n', 'chart/templates/policy.yaml': policy, 'templates/web.yaml': MANIFEST });
    await editor.open('chart/templates/web.yaml', MANIFEST);
    expect(codes(await editor.diagnostics('chart/templates/web.yaml'))).toEqual(['helm-template']);
    expect(await editor.hover('chart/templates/web.yaml', 'privileged')).toBeNull();
    await editor.open('templates/web.yaml');
    expect(codes(await editor.diagnostics('templates/web.yaml'))).toContain('network-policy');
  });

  it('with another ending knows its own objects', async () => {
    const policy = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n';
    expect(codes(await opened(`${MANIFEST}---\n${policy}`, 'web.yaml.orig'))).not.toContain('network-policy');
  });

  it('with braces of another tool is evaluated', async () => {
    const diagnostics = await opened(MANIFEST.replace('# for now', '\n          args: ["{{workflow.parameters.message}}"]'));
    expect(codes(diagnostics)).toContain('privileged');
  });
});

test.each([['app.yaml', 'yaml'], ['cdk8s-hardened.yaml', 'yaml'], ['Dockerfile', 'dockerfile']])('a very long %s has a hint and nothing else', async (name, language) => {
  const comment = `# ${'x'.repeat(1022)}\n`;
  const text = MANIFEST + comment.repeat(1024);
  await editor.start();
  await editor.open(name, text, language);
  const diagnostics = await editor.diagnostics(name);
  expect(diagnostics).toEqual([{
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } },
    severity: DiagnosticSeverity.Hint,
    code: 'too-long',
    source: 'cdk8s-hardened',
    message: 'A text of more than 1 MiB is not evaluated in the editor: run `cdk8s-hardened audit` on its file.',
  }]);
  expect([await editor.actions(name, 'privileged'), await editor.hover(name, 'privileged'), await editor.completions(name, 'privileged: ')]).toEqual([[], null, []]);
});

it('counts the file of a text that is too long for others', async () => {
  const policy = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec:\n  podSelector: {}\n  policyTypes: [Ingress, Egress]\n';
  await editor.start({ 'policies.yaml': policy });
  await editor.open('policies.yaml', `# ${'x'.repeat(1024 * 1024)}`);
  expect(codes(await editor.diagnostics('policies.yaml'))).toEqual(['too-long']);
  await editor.open('web.yaml', MANIFEST);
  expect(codes(await editor.diagnostics('web.yaml'))).not.toContain('network-policy');
});

test('a Dockerfile has its findings at the keywords of its instructions', async () => {
  await editor.start();
  await editor.open('Dockerfile', 'FROM node:20\nRUN npm ci && \\\n  sudo true\n  USER root\n', 'dockerfile');
  const diagnostics = await editor.diagnostics('Dockerfile');
  expect(diagnostics.length).toBeGreaterThan(1);
  const texts = diagnostics.map(({ range }) => editor.textIn('Dockerfile', range));
  expect(texts.filter((text) => !['FROM', 'RUN', 'USER'].includes(text))).toEqual([]);
  expect(texts).toContain('USER');
});

describe('an editor that asks for diagnostics', () => {
  beforeEach(() => { editor = new Editor(PULLING); });

  it('gets them once, and the same again while nothing changes', async () => {
    const { capabilities } = await editor.start();
    expect(capabilities.diagnosticProvider).toEqual({ identifier: 'cdk8s-hardened', interFileDependencies: true, workspaceDiagnostics: false });
    await editor.open('web.yaml', MANIFEST);
    const first = await editor.pull('web.yaml');
    expect(first).toMatchObject({ kind: 'full', resultId: expect.any(String) });
    expect(await editor.pull('web.yaml', first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await editor.replace('web.yaml', 'privileged: true', 'privileged: [');
    expect(codes((await editor.pull('web.yaml', first.resultId) as { items: Diagnostic[] }).items)).toEqual([...codes((first as { items: Diagnostic[] }).items), 'unreadable']);
    await editor.replace('web.yaml', 'privileged: [', 'privileged: false');
    expect((await editor.pull('web.yaml', first.resultId)).kind).toBe('full');
    expect(editor.pushed).toEqual([]);
  });

  it('is asked to ask again when settings change', async () => {
    await editor.start({ 'cdk8s-hardened.yaml': 'profile: pss-baseline\n' });
    await editor.open('web.yaml', MANIFEST);
    expect(await editor.pull('web.yaml')).toMatchObject({ items: [{ code: 'privileged' }] });
    editor.write({ 'cdk8s-hardened.yaml': 'profile: pss-restricted # wider\n' });
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uriOf('cdk8s-hardened.yaml'), type: 2 }] });
    await until(() => editor.refreshes === 1);
    expect((await editor.pull('web.yaml') as { items: unknown[] }).items.length).toBeGreaterThan(3);
  });

  it('can cancel', async () => {
    await editor.start();
    await editor.open('web.yaml', MANIFEST);
    const params = { textDocument: { uri: editor.uriOf('web.yaml') } };
    const { CancellationTokenSource } = await import('vscode-languageserver');
    const source = new CancellationTokenSource();
    const answer = editor.connection.sendRequest('textDocument/diagnostic', params, source.token);
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: -32800 });
  });
});

describe('settings', () => {
  it('are read again when they change, in the editor too', async () => {
    await opened(MANIFEST, 'web.yaml', { 'cdk8s-hardened.yaml': 'profile: pss-baseline\n' });
    expect(codes(await editor.diagnostics('web.yaml'))).toEqual(['privileged']);
    await editor.open('cdk8s-hardened.yaml');
    const changed = () => editor.pushed.filter(({ uri }) => uri === editor.uriOf('web.yaml')).at(-1)!.diagnostics;
    await editor.replace('cdk8s-hardened.yaml', 'pss-baseline', 'hardened');
    await until(() => changed().length > 10);
    // One that cannot be read does not count.
    const count = editor.pushed.length;
    await editor.replace('cdk8s-hardened.yaml', 'hardened', 'nothing');
    await until(() => editor.pushed.length > count);
    expect(changed().length).toBeGreaterThan(10);
  });

  it('are found when the first settings file is saved', async () => {
    await opened();
    await editor.open('cdk8s-hardened.yaml', 'profile: pss-baseline\n');
    await editor.save('cdk8s-hardened.yaml');
    await until(() => editor.pushed.filter(({ uri }) => uri === editor.uriOf('web.yaml')).at(-1)!.diagnostics.length === 1);
  });

  it('are looked for again without being told', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'setTimeout', 'Date', 'nextTick', 'queueMicrotask'] });
    try {
      await opened(MANIFEST, 'web.yaml', { 'cdk8s-hardened.yaml': 'profile: pss-baseline\n' });
      editor.write({ 'cdk8s-hardened.yaml': 'profile: hardened # all\n' });
      jest.advanceTimersByTime(2000);
      await until(() => editor.pushed.at(-1)!.diagnostics.length > 10);
    } finally {
      jest.useRealTimers();
    }
  });

  it('that cannot be read leave a manifest without findings, and say so', async () => {
    const diagnostics = await opened(MANIFEST, 'web.yaml', { 'cdk8s-hardened.yaml': 'profile: none\n' });
    expect(diagnostics).toMatchObject([{ severity: DiagnosticSeverity.Warning, code: 'settings', message: expect.stringMatching(/^Not evaluated: cdk8s-hardened\.yaml:1:1: `profile` is "none"/) }]);
  });

  it('that cannot be read leave nothing behind once they can be read, also in a text that is not YAML', async () => {
    await opened(MANIFEST.replace('privileged: true', 'privileged: ['), 'web.yaml', { 'cdk8s-hardened.yaml': 'profile: none\n' });
    expect(codes(await editor.diagnostics('web.yaml'))).toEqual(['settings']);
    await editor.open('cdk8s-hardened.yaml');
    await editor.replace('cdk8s-hardened.yaml', 'none', 'pss-baseline');
    await until(() => codes(last('web.yaml')).join() === 'unreadable');
  });

  it('that were opened again count with their new text', async () => {
    await opened(MANIFEST, 'web.yaml', { 'cdk8s-hardened.yaml': 'profile: pss-baseline\n' });
    await editor.open('cdk8s-hardened.yaml');
    await editor.diagnostics('cdk8s-hardened.yaml');
    await editor.close('cdk8s-hardened.yaml');
    await editor.open('cdk8s-hardened.yaml', 'profile: hardened\n');
    await until(() => last('web.yaml').length > 10);
  });

  it('of a deleted file do not apply to an invalid one in its place', async () => {
    await opened(MANIFEST, 'web.yaml', { 'cdk8s-hardened.yaml': 'excludeFiles: ["*.yaml"]\n' });
    expect(await editor.diagnostics('web.yaml')).toEqual([]);
    const report = () => editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uriOf('cdk8s-hardened.yaml'), type: 2 }] });
    rmSync(editor.pathOf('cdk8s-hardened.yaml'));
    await report();
    await until(() => last('web.yaml').length > 10);
    editor.write({ 'cdk8s-hardened.yaml': 'profile: none\n' });
    await report();
    await until(() => codes(last('web.yaml')).join() === 'settings');
  });

  it.each([
    ['deleted', () => rmSync(editor.pathOf('cdk8s-hardened.yaml'))],
    ['changed while no document uses them', () => editor.write({ 'cdk8s-hardened.yaml': 'profile: hardened # all\n' })],
  ])('that were %s are read once', async (_, change) => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'setTimeout', 'Date', 'nextTick', 'queueMicrotask'] });
    try {
      editor = new Editor(PULLING);
      await editor.start({ 'cdk8s-hardened.yaml': 'profile: pss-baseline\n', 'web.yaml': MANIFEST, 'sub/cdk8s-hardened.yaml': '' });
      await editor.open('sub/web.yaml', MANIFEST);
      await editor.pull('sub/web.yaml');
      await editor.open('web.yaml');
      await editor.pull('web.yaml');
      await editor.close('web.yaml');
      change();
      for (let polls = 0; polls < 5; polls++) {
        jest.advanceTimersByTime(2000);
        await editor.pull('sub/web.yaml');
      }
      expect(editor.refreshes).toBeLessThanOrEqual(2); // One for the closed document.
    } finally {
      jest.useRealTimers();
    }
  });

  it('with a similar name are reported as by the command line', async () => {
    const diagnostics = await opened(MANIFEST, 'web.yaml', { 'cdk8s-hardened.yml': '' });
    expect(diagnostics).toMatchObject([{ code: 'settings', message: expect.stringContaining('a settings file is named cdk8s-hardened.yaml') }]);
  });
});

describe('files of ours', () => {
  const DIGEST = `sha256:${'0'.repeat(64)}`;

  it.each([
    ['settings', 'cdk8s-hardened.yaml', 'failOn: error\nprofil: hardened\n', ['profil']],
    ['waivers in settings, each of them', 'cdk8s-hardened.yaml', `waivers:
  - {control: privilegd, reason: it manages the node, target: {kind: Pod, name: x}}
  - control: privileged
    reason: short
    target: {kind: Pod, name: x}
  - {control: privileged, reason: it manages the node, target: {kind: Pod, name: x}, expires: "2020-01-01"}
`, ['control', 'reason', 'expires']],
    ['waivers', 'exceptions.yaml', `neverWaive: [privileged]
waivers:
  - {control: privileged, reason: it manages the node, target: {kind: Pod, name: x}}
  - {control: sysctls, reason: it manages the node, target: {kind: Pod}}
`, ['target', 'control']],
    ['a lock file', 'images.lock.yaml', `apiVersion: cdk8s-hardened/v1
kind: ImageLock
images:
  - image: nginx:1.29@${DIGEST}
    resolved: yesterday
`, ['resolved']],
  ])('%s have what is wrong at the key', async (_, name, text, keys) => {
    const diagnostics = await opened(text, name);
    expect(diagnostics.map(({ range }) => editor.textIn(name, range))).toEqual(keys);
    expect(diagnostics.every(({ severity, source }) => severity === DiagnosticSeverity.Error && source === 'cdk8s-hardened')).toBe(true);
  });

  it('have nothing if all is right, and keep what was wrong while they cannot be read', async () => {
    expect(await opened('profil: hardened\n', 'cdk8s-hardened.yaml')).toHaveLength(1);
    await editor.replace('cdk8s-hardened.yaml', 'profil: hardened', 'profile: [');
    expect(codes(await editor.diagnostics('cdk8s-hardened.yaml'))).toEqual([undefined, 'unreadable']);
    await editor.replace('cdk8s-hardened.yaml', 'profile: [', 'profile: hardened');
    expect(await editor.diagnostics('cdk8s-hardened.yaml')).toEqual([]);
  });

  it.each([
    [': \n', 'cdk8s-hardened.yaml', '`` cannot be a key'],
    ['profile: hardened\nprofile: pss-baseline\n', 'cdk8s-hardened.yaml', /^the key `profile` is set twice/],
    ['profile: hardened\n---\nfailOn: never\n', 'cdk8s-hardened.yaml', 'it has several documents: keep one'],
    ['hardened\n', 'cdk8s-hardened.yaml', 'the settings file is a text: write an object'],
    ['- hardened\n', 'cdk8s-hardened.yaml', 'the settings file is a list: write an object'],
    ['neverWaive: [privileged\n', 'waivers.yaml', /./],
  ])('%j in %s has the error of the command line', async (text, name, message) => {
    expect(await opened(text, name)).toMatchObject([{ severity: DiagnosticSeverity.Error, message: expect.stringMatching(message) }]);
  });
});

test('an editor that asks, but cannot be asked to, is sent diagnostics', async () => {
  editor = new Editor({ ...PULLING, workspace: CAPABILITIES.workspace });
  const { capabilities } = await editor.start();
  expect(capabilities.diagnosticProvider).toBeUndefined();
  await editor.open('web.yaml', MANIFEST);
  expect((await editor.diagnostics('web.yaml')).length).toBeGreaterThan(10);
});

test('a client that shows neither gets neither related information nor links', async () => {
  editor = new Editor({ ...CAPABILITIES, textDocument: {} });
  const diagnostics = await opened();
  expect(diagnostics.some((each) => 'relatedInformation' in each || 'codeDescription' in each)).toBe(false);
});

describe('a policy of the team', () => {
  const POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: team, annotations: { cdk8s-hardened/names: label, cdk8s-hardened/docs: https://example.com/rules } }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  validations: [{ expression: "'team' in object.metadata.?labels.orValue({})", message: pods have the label team }]
`;
  const SETTINGS = { 'cdk8s-hardened.yaml': 'admissionPolicies: [team.yaml]\n' };

  it('is a diagnostic with its message and its page', async () => {
    const diagnostics = await opened(MANIFEST, 'web.yaml', { ...SETTINGS, 'team.yaml': POLICY });
    expect(withCode(diagnostics, 'team/label')).toMatchObject({
      severity: DiagnosticSeverity.Warning,
      message: expect.stringMatching(/^pods have the label team\. Fix: /),
      codeDescription: { href: 'https://example.com/rules' },
    });
  });

  it('counts as it is in the editor', async () => {
    await opened(MANIFEST, 'web.yaml', { ...SETTINGS, 'team.yaml': POLICY });
    await editor.open('team.yaml', POLICY.replace('the label team', 'another label'));
    await until(() => last('web.yaml').some(({ message }) => String(message).startsWith('pods have another label')));
  });
});
