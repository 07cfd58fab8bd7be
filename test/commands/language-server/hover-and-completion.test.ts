import { MarkupContent } from 'vscode-languageserver';
import { CAPABILITIES, Editor, MANIFEST } from './editor';

let editor: Editor;

beforeEach(() => { editor = new Editor(); });
afterEach(() => editor.stop());

const SETTINGS = 'cdk8s-hardened.yaml';

async function hovered(name: string, text: string, at: string, languageId = 'yaml'): Promise<string | undefined> {
  await editor.start();
  await editor.open(name, text, languageId);
  return ((await editor.hover(name, at))?.contents as MarkupContent | undefined)?.value;
}

describe('over', () => {
  it('a field are its rule, why, and the values that are allowed', async () => {
    const text = await hovered('web.yaml', MANIFEST, 'privileged');
    expect(text).toContain('**[privileged](https://github.com/cdk8s-hardened/cdk8s-hardened/blob/main/docs/reference/controls/privileged.md)**: ');
    expect(await hovered('web.yaml', MANIFEST.replace('privileged', 'procMount'), 'procMount')).toContain('Also reads: `spec.hostUsers`');
    expect(text).toMatch(/\n\nA privileged container .*\n\nAllowed: false, undefined/s);
  });

  it.each([
    ['a field of another', 'image:', ['image-tag', 'image-digest']],
    ['a value in a list', 'SYS_ADMIN', ['capabilities-restricted']],
    ['a field of the pod', 'hostNetwork', ['host-namespaces']],
    ['an annotation of the template', 'annotations', ['runtime-annotations']],
  ])('%s are the rules of the profile', async (_, at, controls) => {
    const text = MANIFEST.replace('privileged: true # for now\n', 'capabilities: {add: [SYS_ADMIN]}\n      hostNetwork: true\n')
      .replace('metadata: {labels', 'metadata: {annotations: {a: b}, labels');
    const shown = await hovered('web.yaml', text, at);
    expect(controls.filter((control) => !shown!.includes(`[${control}]`))).toEqual([]);
  });

  it.each([
    ['a field that no control reads', 'web.yaml', MANIFEST, 'matchLabels'],
    ['an empty line', 'web.yaml', `\n${MANIFEST}`, '\n'],
    ['a template', 'web.yaml', MANIFEST.replace('web:1.2', '{{ .Values.tag }}'), 'privileged'],
    ['a text that cannot be read', 'web.yaml', MANIFEST.replace('true', '['), 'privileged'],
    ['YAML that is no manifest', 'x.yaml', 'image: nginx\n', 'image'],
  ])('%s is nothing', async (_, name, text, at) => {
    expect(await hovered(name, text, at)).toBeUndefined();
  });

  it('a field of the second document, and of an object with rules of its own', async () => {
    const role = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: x}\nrules:\n  - {apiGroups: [""], resources: [secrets], verbs: [get]}\n';
    expect(await hovered('all.yaml', `${MANIFEST}---\n${role}`, 'resources')).toMatch(/^\*\*\[/);
  });

  it('an instruction of a Dockerfile', async () => {
    expect(await hovered('Dockerfile', 'FROM node:20\nUSER root\n', 'USER', 'dockerfile')).toMatch(/Allowed: /);
    expect(await editor.hover('Dockerfile', 'root')).toBeNull();
  });

  it('a key of a settings file is what it means, and over a control what that is', async () => {
    expect(await hovered(SETTINGS, 'unknownUser: skip\ncontrols: {cpu-resources: {severity: off}}\nexclude: [service-links]\n', 'unknownUser'))
      .toMatch(/^How to handle an image whose user is unknown/);
    expect(((await editor.hover(SETTINGS, 'service-links'))!.contents as MarkupContent).value).toContain('**[service-links]');
  });

  it('is plain text for an editor that reads no Markdown', async () => {
    editor = new Editor({ ...CAPABILITIES, textDocument: {} });
    const text = await hovered('web.yaml', MANIFEST, 'privileged');
    expect(text).toMatch(/^privileged: /);
  });
});

describe('completion', () => {
  async function completed(name: string, text: string): Promise<readonly string[]> {
    await editor.start();
    await editor.open(name, text.replace('|', ''));
    return (await editor.completions(name, text.slice(0, text.indexOf('|')))).map(({ label }) => label);
  }

  it.each([
    ['the keys of a file', `${SETTINGS}`, 'profile: hardened\n|', ['failOn', 'waivers', 'lock'], ['profile']],
    ['a key that was begun', SETTINGS, 'unkn|\nfailOn: error\n', ['unknownUser'], ['failOn']],
    ['the values of a key', SETTINGS, 'profile: |\n', ['pss-baseline', 'pss-restricted', 'hardened'], ['failOn']],
    ['a value that was begun', SETTINGS, 'profile: pss|\n', ['pss-baseline'], []],
    ['whether', SETTINGS, 'overrideUnsafe: |\n', ['true', 'false'], []],
    ['the keys of an object', SETTINGS, 'lock:\n  |\n', ['file', 'maxAge'], ['profile']],
    ['the keys of an object in a line', SETTINGS, 'lock: {file: x, |}\n', ['maxAge'], ['file']],
    ['controls in a list', SETTINGS, 'keep: [|]\n', ['service-links', 'privileged'], []],
    ['controls in a block', SETTINGS, 'keep:\n  - service-links\n  - priv|\n', ['privileged'], []],
    ['controls as keys', SETTINGS, 'controls:\n  |\n', ['image-digest'], ['waivers']],
    ['the keys of a waiver', SETTINGS, 'waivers:\n  - control: privileged\n    |\n', ['reason', 'target', 'expires'], ['control']],
    ['the first key of a waiver', SETTINGS, 'waivers:\n  - |\n', ['control', 'controls', 'profile'], []],
    ['the control of a waiver', SETTINGS, 'waivers:\n  - control: |\n', ['privileged'], ['reason']],
    ['the keys of a target', 'waivers.yaml', 'waivers:\n  - control: privileged\n    target:\n      |\n', ['kind', 'name', 'namespace', 'apiGroup'], []],
    ['the keys of a waiver file', 'waivers.yaml', 'waivers:\n  - {control: privileged}\n|\n', ['neverWaive', 'maxWaiverDays'], ['waivers', 'profile']],
    ['controls that no one may waive', 'waivers.yaml', 'neverWaive:\n  - |\nwaivers: []\n', ['privileged'], []],
  ])('has %s', async (_, name, text, wanted, unwanted) => {
    const labels = await completed(name, text);
    expect(wanted.filter((label) => !labels.includes(label))).toEqual([]);
    expect(unwanted.filter((label) => labels.includes(label))).toEqual([]);
  });

  it('replaces what was begun, and says what it is', async () => {
    await editor.start();
    await editor.open(SETTINGS, 'keep:\n  - service-l\n');
    const item = (await editor.completions(SETTINGS, 'service-l')).find(({ label }) => label === 'service-links');
    expect(item).toMatchObject({
      detail: expect.any(String),
      documentation: expect.any(String),
      textEdit: { newText: 'service-links', range: { start: { line: 1, character: 4 }, end: { line: 1, character: 13 } } },
    });
    const newTexts = async () => (await editor.completions(SETTINGS, 'excl')).map(({ textEdit }) => textEdit!.newText);
    expect(await newTexts()).toContain('failOn');
    await editor.change(SETTINGS, [{ text: 'excl\n' }]);
    expect(await newTexts()).toEqual(expect.arrayContaining(['failOn: ', 'keep:']));
  });

  it('ends on a line without end', async () => {
    expect(await completed(SETTINGS, `# ${'a'.repeat(300_000)}\n${'{'.repeat(100_000)}${' '.repeat(100_000)}|\n`)).toEqual([]);
  });

  it.each([
    ['a manifest', 'web.yaml', 'kind: Deployment\n|'],
    ['a settings file that cannot be read elsewhere', SETTINGS, 'profile: [\nfailOn: |\n'],
  ])('has nothing in %s', async (_, name, text) => {
    expect(await completed(name, text)).toEqual([]);
  });
});
