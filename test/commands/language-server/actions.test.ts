import { CodeAction } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CAPABILITIES, Editor, MANIFEST, until } from './editor';
import { run } from '../cli/support';

let editor: Editor;

beforeEach(() => { editor = new Editor(); });
afterEach(() => editor.stop());

const titles = (actions: readonly CodeAction[]) => actions.map(({ title }) => title);
const titled = (actions: readonly CodeAction[], title: string) => actions.find((each) => each.title === title)!;
const FIX_ALL = 'source.fixAll.cdk8sHardened';

async function opened(text = MANIFEST, files: { readonly [name: string]: string } = {}, name = 'web.yaml', languageId = 'yaml'): Promise<void> {
  await editor.start(files);
  await editor.open(name, text, languageId);
}

describe('the fix of a finding', () => {
  it('changes what it needs, and keeps comments and quotes', async () => {
    await opened();
    const actions = await editor.actions('web.yaml', 'privileged', ['quickfix']);
    expect(titles(actions)).toEqual(['Fix privileged, replacing what you wrote', 'Fix everything in Deployment shop/web', 'Accept privileged with a waiver']);
    expect(actions[0]).toMatchObject({ kind: 'quickfix', diagnostics: [{ code: 'privileged' }] });
    await editor.choose(actions[0]);
    expect(editor.textOf('web.yaml')).toBe(MANIFEST.replace('privileged: true', 'privileged: false'));
  });

  it('is preferred if it only fills in', async () => {
    await opened();
    const actions = await editor.actions('web.yaml', 'spec:\n      containers', ['quickfix']);
    expect(actions.filter(({ isPreferred }) => isPreferred).map(({ title }) => title)).toEqual(['Fix service-account-token']);
    await editor.choose(titled(actions, 'Fix service-links'));
    expect(editor.textOf('web.yaml')).toBe(`${MANIFEST}      enableServiceLinks: false\n`);
  });

  it('is offered on the whole line of its key', async () => {
    await opened();
    expect(titles(await editor.actions('web.yaml', '# for now'))).toContain('Fix privileged, replacing what you wrote');
    expect(titles(await editor.actions('web.yaml', 'ghcr.io'))).toContain('Accept image-digest with a waiver');
    expect(await editor.actions('web.yaml', 'apiVersion', ['quickfix'])).toEqual([]);
  });

  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['characters beyond 16 bits', (text: string) => text.replace('# for now', '# 🏪🏪')],
  ])('has the right edit with %s', async (_, change) => {
    await opened(change(MANIFEST));
    await editor.choose(titled(await editor.actions('web.yaml', 'spec:\r\n      containers'.replace('\r', change(MANIFEST).includes('\r') ? '\r' : '')), 'Fix everything in Deployment shop/web'));
    editor.write({ 'before.yaml': change(MANIFEST) });
    const { stdout } = await run(['harden', 'before.yaml', '--profile', 'hardened', '--config', 'none'], { cwd: editor.folder });
    expect(editor.textOf('web.yaml')).toBe(stdout);
  });

  it('is the same where lines end with CR alone', async () => {
    await opened(MANIFEST.replaceAll('\n', '\r'));
    const actions = await editor.actions('web.yaml', 'privileged', ['quickfix']);
    expect(titles(actions)).toEqual(['Fix privileged, replacing what you wrote', 'Fix everything in Deployment shop/web', 'Accept privileged with a waiver']);
    await editor.choose(actions[0]);
    expect(editor.textOf('web.yaml')).toBe(MANIFEST.replaceAll('\n', '\r').replace('privileged: true', 'privileged: false'));
    const ofPod = await editor.actions('web.yaml', 'spec:\r      containers', ['quickfix']);
    await editor.choose(titled(ofPod, 'Fix service-links'));
    expect(editor.textOf('web.yaml')).toMatch(/\r {6}enableServiceLinks: false\r$/);
  });

  it('is there for a document that was never saved', async () => {
    await editor.start({ 'cdk8s-hardened.yaml': 'keep: [service-links]\n' });
    const uri = 'untitled:Untitled-1';
    const document = TextDocument.create(uri, 'yaml', 1, MANIFEST);
    editor.documents.set(uri, document);
    await editor.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text: MANIFEST } });
    await until(() => editor.pushed.some((each) => each.uri === uri && each.diagnostics.some(({ code }) => code === 'privileged')));
    const ask = (at: string): Promise<CodeAction[]> => {
      const start = document.positionAt(MANIFEST.indexOf(at));
      return editor.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range: { start, end: start }, context: { diagnostics: [] } });
    };
    expect(titles(await ask('spec:\n      containers'))).not.toContain('Fix service-links');
    const [action] = await ask('privileged');
    expect(action.edit).toEqual({ documentChanges: [{ textDocument: { uri, version: 1 }, edits: [expect.anything()] }] });
    expect(titles(await ask('privileged'))).toContain('Accept privileged with a waiver');
    expect(await editor.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: document.positionAt(MANIFEST.indexOf('privileged')) })).not.toBeNull();
  });

  it('is there for the editor that does not know versions of documents', async () => {
    editor = new Editor({ ...CAPABILITIES, workspace: {}, window: {} });
    await opened();
    const actions = await editor.actions('web.yaml', 'privileged');
    expect(actions[0].edit).toEqual({ changes: { [editor.uriOf('web.yaml')]: [expect.anything()] } });
    // It cannot make the settings file.
    expect(titles(actions).filter((title) => /waiver/.test(title))).toEqual([]);
  });

  it('is not offered for a file that cannot be read, or has no findings', async () => {
    await opened(MANIFEST.replace('privileged: true', 'privileged: [true'));
    expect(await editor.actions('web.yaml', 'privileged')).toEqual([]);
    await editor.open('other.yaml', 'a: 1\n');
    expect(await editor.actions('other.yaml', 'a')).toEqual([]);
  });

  it('leaves what the settings file leaves', async () => {
    await opened(MANIFEST, { 'cdk8s-hardened.yaml': 'keep: [service-links]\n' });
    expect(titles(await editor.actions('web.yaml', 'spec:\n      containers'))).not.toContain('Fix service-links');
  });
});

describe('fixing all', () => {
  it('is what harden does, and never a waiver', async () => {
    const text = `${MANIFEST}---\n${MANIFEST.replaceAll('web', 'other')}`;
    await opened(text, { 'before.yaml': text });
    const [action, ...others] = await editor.actions('web.yaml', 'apiVersion', ['source.fixAll'], 2);
    expect(others).toEqual([]);
    expect(action).toMatchObject({ title: 'Fix everything in this file', kind: FIX_ALL });
    expect(JSON.stringify(action.edit)).not.toMatch(/waiver|cdk8s-hardened\.yaml/);
    await editor.choose(action);
    const { stdout } = await run(['harden', 'before.yaml', '--profile', 'hardened'], { cwd: editor.folder });
    expect(editor.textOf('web.yaml')).toBe(stdout);
    expect(await editor.actions('web.yaml', 'apiVersion', ['source'])).toEqual([]);
  });

  it('is worked out when it is chosen, if the editor can ask for its edit then', async () => {
    editor = new Editor({ ...CAPABILITIES, textDocument: { ...CAPABILITIES.textDocument, codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } } } });
    await opened();
    const [action] = await editor.actions('web.yaml', 'apiVersion', ['source.fixAll'], 2);
    expect([action.edit, action.data]).toEqual([undefined, { uri: editor.uriOf('web.yaml'), version: 1 }]);
    const resolve = (each: CodeAction) => editor.connection.sendRequest<CodeAction>('codeAction/resolve', each);
    const resolved = await resolve(action);
    expect(resolved).toEqual({ ...action, edit: expect.anything() });
    expect(await resolve(resolved)).toEqual(resolved);
    await editor.choose(resolved);
    expect(editor.textOf('web.yaml')).toContain('enableServiceLinks: false');
    await expect(resolve(action)).rejects.toThrow('the text has changed: open the menu again');
    expect(await editor.actions('web.yaml', 'apiVersion', ['source'])).toEqual([]);
  });

  it('waits to be asked for while the cursor moves', async () => {
    await opened();
    const actions = await editor.actions('web.yaml', 'privileged', undefined, 2);
    expect(titles(actions)).toEqual(['Fix privileged, replacing what you wrote', 'Fix everything in Deployment shop/web']);
    expect(await editor.actions('web.yaml', 'privileged', ['refactor'])).toEqual([]);
  });

  it('of an object leaves the others', async () => {
    await opened(`${MANIFEST}---\n${MANIFEST.replaceAll('web', 'other').replace('privileged: true', 'privileged: false')}`);
    await editor.choose(titled(await editor.actions('web.yaml', 'privileged: true'), 'Fix everything in Deployment shop/web'));
    expect(editor.textOf('web.yaml').split('---\n')[1]).toBe(MANIFEST.replaceAll('web', 'other').replace('privileged: true', 'privileged: false'));
  });
});

describe('after fixing everything', () => {
  it('a message lists the findings that are left, with the reasons', async () => {
    await opened();
    await editor.choose(titled(await editor.actions('web.yaml', 'privileged'), 'Fix everything in Deployment shop/web'));
    await until(() => editor.messages.length > 0);
    const [message] = editor.messages;
    expect(message).toMatch(/^11 findings left in Deployment shop\/web:\n- privileged: the manifest sets an unsafe value\. .*\n- run-as-non-root, /);
    expect(message).toMatch(/\n- run-as-non-root, user-id, group-id: users stay as they are while .*\n- .*, network-policy: the fix needs your decision\. /);
    const listed = message.split('\n').slice(1).flatMap((line) => /^- (.*?): /.exec(line)![1].split(', '));
    const left = (await editor.diagnostics('web.yaml')).map(({ code }) => code);
    expect(listed.sort()).toEqual([...new Set(left)].sort());
  });

  it('the message covers the whole file, and there is none on saving', async () => {
    await opened(`${MANIFEST}---\n${MANIFEST.replaceAll('web', 'other')}`);
    const [onSave] = await editor.actions('web.yaml', 'apiVersion', ['source.fixAll.cdk8sHardened']);
    expect(onSave.command).toBeUndefined();
    const [inMenu] = await editor.actions('web.yaml', 'apiVersion', ['source']);
    await editor.choose(inMenu);
    await until(() => editor.messages.length > 0);
    expect(editor.messages).toEqual([expect.stringMatching(/^22 findings left in this file:\n/)]);
  });
});

describe('a user of the image', () => {
  const LOCK = `apiVersion: cdk8s-hardened/v1
kind: ImageLock
images:
  - image: ghcr.io/shop/web:1.2@sha256:${'0'.repeat(64)}
    resolved: "2026-11-28"
    facts:
      version: 1
      digest: sha256:${'0'.repeat(64)}
      read: files
      platforms:
        - names: [linux/amd64]
          uid: 0
          gid: 0
          accounts: [{ name: shop, uid: 1001, gid: 1002 }, { name: jobs, uid: 1003, gid: 1003 }]
`;

  it('can be chosen, from what is known', async () => {
    await opened(MANIFEST.replace('ghcr.io/shop/web:1.2', 'postgres:17').replace('privileged: true', 'privileged: false'));
    const actions = await editor.actions('web.yaml', 'securityContext:');
    const action = actions.find(({ title }) => title.startsWith('Run web as 999:999 (postgres 17'))!;
    await editor.choose(action);
    expect(editor.textOf('web.yaml')).toMatch(/runAsGroup: 999\n +runAsUser: 999\n/);
  });

  it('is not offered where the pod has another', async () => {
    const text = MANIFEST.replace('ghcr.io/shop/web:1.2', 'postgres:17').replace('    spec:\n', '    spec:\n      securityContext: {runAsGroup: 5}\n');
    await opened(text.replace('privileged: true', 'privileged: false'));
    expect(titles(await editor.actions('web.yaml', 'securityContext:\n')).filter((title) => title.startsWith('Run '))).toEqual([]);
  });

  it('can be chosen, from the accounts that the lock file lists', async () => {
    const files = { 'cdk8s-hardened.yaml': 'lock: {file: images.lock.yaml}\n', 'images.lock.yaml': LOCK };
    await opened(MANIFEST.replace('privileged: true', 'privileged: false'), files);
    const actions = await editor.actions('web.yaml', 'securityContext:');
    expect(titles(actions).filter((title) => title.startsWith('Run '))).toEqual(['Run web as 1001:1002 (shop)', 'Run web as 1003:1003 (jobs)']);
    await editor.choose(titled(actions, 'Run web as 1003:1003 (jobs)'));
    expect(editor.textOf('web.yaml')).toMatch(/runAsGroup: 1003\n +runAsUser: 1003\n/);
  });
});

describe('a waiver', () => {
  const ACCEPT = 'Accept privileged with a waiver';

  it('goes into a new settings file, and counts once it has a reason', async () => {
    await opened();
    const before = await editor.diagnostics('web.yaml');
    await editor.choose(titled(await editor.actions('web.yaml', 'privileged'), ACCEPT));
    expect(editor.textOf('cdk8s-hardened.yaml')).toMatch(/^# yaml-language-server: .*\nwaivers:\n- control: privileged\n {2}target:\n {4}kind: Deployment\n/);
    const [{ uri, selection, takeFocus }] = editor.shown;
    expect([uri, takeFocus]).toEqual([editor.uriOf('cdk8s-hardened.yaml'), true]);
    const lines = editor.textOf('cdk8s-hardened.yaml').split('\n');
    const { line, character } = selection!.start;
    expect([lines[line].slice(0, character), lines[line].slice(character)]).toEqual(['  reason: "', '"']);
    await editor.save('cdk8s-hardened.yaml');
    expect((await editor.diagnostics('cdk8s-hardened.yaml')).map(({ message }) => message)).toEqual([expect.stringContaining('reason is empty')]);
    await editor.change('cdk8s-hardened.yaml', [{ range: selection, text: 'it manages the node' }]);
    const last = () => editor.pushed.filter((each) => each.uri === editor.uriOf('web.yaml')).at(-1)!.diagnostics;
    await until(() => last().length < before.length);
    expect(last().map(({ code }) => code)).not.toContain('privileged');
  });

  it.each([
    ['with comments', '# ours\nprofile: hardened # all\n', '# ours\nprofile: hardened # all\nwaivers:\n- control: privileged\n  target:\n'],
    ['with waivers', 'waivers:\n    - control: sysctls # tuned\n      reason: "the node is ours"\n      target: {kind: Pod, name: x}\n', '      target: {kind: Pod, name: x}\n    - control: privileged\n      target:\n'],
    ['that is empty', '# nothing yet', '# nothing yet\nwaivers:\n- control: privileged\n'],
  ])('goes into a settings file %s, which may be open', async (_, settings, expected) => {
    await opened(MANIFEST, { 'cdk8s-hardened.yaml': settings });
    const [edit] = (await editor.actions('web.yaml', 'privileged')).filter(({ title }) => title === ACCEPT);
    await editor.open('cdk8s-hardened.yaml');
    const action = titled(await editor.actions('web.yaml', 'privileged'), ACCEPT);
    expect(action.edit!.documentChanges).toMatchObject([{ textDocument: { version: 1 } }]);
    expect(edit.edit!.documentChanges).toMatchObject([{ textDocument: { version: null } }]);
    await editor.choose(action);
    expect(editor.textOf('cdk8s-hardened.yaml')).toContain(expected);
    expect(editor.textOf('cdk8s-hardened.yaml').startsWith(settings)).toBe(true);
  });

  it('has the columns of the editor, which does not count the byte order mark of a file', async () => {
    await opened(MANIFEST, { 'cdk8s-hardened.yaml': '\uFEFF{"profile": "hardened"}' });
    const { edit } = titled(await editor.actions('web.yaml', 'privileged'), ACCEPT);
    await editor.open('cdk8s-hardened.yaml', '{"profile": "hardened"}');
    await editor.apply({ edit: edit! });
    expect(editor.textOf('cdk8s-hardened.yaml')).toMatch(/^\{"profile": "hardened", "waivers": \[\{"control": "privileged", .*"reason": ""\}\]\}$/);
  });

  it('goes behind the comments of the last one, and before those at the end', async () => {
    const settings = 'waivers:\n- control: sysctls\n  target: {kind: Pod, name: x}\n  reason: "the node is ours"\n  # tuned for the proxy\n# The end\n';
    await opened(MANIFEST, { 'cdk8s-hardened.yaml': settings });
    await editor.choose(titled(await editor.actions('web.yaml', 'privileged'), ACCEPT));
    expect(editor.textOf('cdk8s-hardened.yaml')).toMatch(/ours"\n {2}# tuned for the proxy\n- control: privileged\n[^#]*# The end\n$/);
  });

  it('is not offered if the settings file would not be read with it', async () => {
    await opened(MANIFEST, { 'cdk8s-hardened.yaml': 'waivers: []\n' });
    await editor.open('cdk8s-hardened.yaml');
    await editor.replace('cdk8s-hardened.yaml', 'waivers: []', 'waivers: {a: [');
    expect(titles(await editor.actions('web.yaml', 'privileged'))).not.toContain(ACCEPT);
    await editor.replace('cdk8s-hardened.yaml', 'waivers: {a: [', 'profile: none');
    expect(titles(await editor.actions('web.yaml', 'privileged'))).not.toContain(ACCEPT);
  });

  it('is offered for Dockerfiles, too, and is all that is', async () => {
    await opened('FROM node:20\nUSER root\n', { 'docker/web.Dockerfile': 'FROM node:20\nUSER root\n' }, 'docker/web.Dockerfile', 'dockerfile');
    const actions = await editor.actions('docker/web.Dockerfile', 'USER');
    expect(actions.length).toBeGreaterThan(0);
    expect(titles(actions).filter((title) => !/^Accept .* with a waiver$/.test(title))).toEqual([]);
    await editor.choose(actions[0]);
    await editor.change('cdk8s-hardened.yaml', [{ range: editor.shown[0].selection, text: 'the base image needs it' }]);
    editor.write({ 'cdk8s-hardened.yaml': editor.textOf('cdk8s-hardened.yaml') });
    const { stdout } = await run(['audit', 'docker/web.Dockerfile', '--format', 'json'], { cwd: editor.folder });
    const control = /Accept (\S+)/.exec(actions[0].title)![1];
    const { findings }: { findings: { control: string; waived: boolean }[] } = JSON.parse(stdout);
    expect(findings.filter((each) => each.control === control && !each.waived)).toEqual([]);
  });
});

test('every action of a manifest, chosen in turn, leads to one with what nothing but a person can fix', async () => {
  await opened();
  for (let step = 0; step < 30; step++) {
    const diagnostics = await editor.diagnostics('web.yaml');
    let action: CodeAction | undefined;
    for (const { range: { start } } of diagnostics) {
      const params = { textDocument: { uri: editor.uriOf('web.yaml') }, range: { start, end: start }, context: { diagnostics: [] } };
      const actions: CodeAction[] = await editor.connection.sendRequest('textDocument/codeAction', params);
      action = actions.find(({ title }) => /^Fix (?!everything)/.test(title));
      if (action) {
        break;
      }
    }
    if (!action) {
      break;
    }
    const count = diagnostics.length;
    await editor.choose(action);
    expect((await editor.diagnostics('web.yaml')).length).toBeLessThan(count);
  }
  const left = (await editor.diagnostics('web.yaml')).map(({ code }) => code);
  expect(left).toEqual(['cpu-resources', 'memory-resources', 'image-digest', 'network-policy']);
});
