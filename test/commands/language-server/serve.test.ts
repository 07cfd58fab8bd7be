import { spawn } from 'child_process';
import { Editor, MANIFEST, PULLING, until } from './editor';

let editor: Editor;

beforeEach(() => { editor = new Editor(); });
afterEach(() => editor.stop());

it('says what it can do', async () => {
  const { capabilities, serverInfo } = await editor.start();
  expect(serverInfo).toEqual({ name: 'cdk8s-hardened', version: '1.2.3' });
  expect(capabilities).toMatchObject({
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: 2 },
    codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.cdk8sHardened'] },
    executeCommandProvider: { commands: ['cdk8s-hardened.editReason', 'cdk8s-hardened.showLeft'] },
    hoverProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  });
  expect(capabilities.diagnosticProvider).toBeUndefined();
  await until(() => editor.registered.length > 0);
  const methods = editor.registered.flatMap(({ registrations }) => registrations.map(({ method }) => method));
  expect(methods).toEqual(['workspace/didChangeWatchedFiles']);
});

it('goes on if the editor refuses a request', async () => {
  editor = new Editor(PULLING);
  await editor.start({ 'cdk8s-hardened.yaml': 'profile: pss-baseline\n' });
  await until(() => editor.registered.length > 0);
  editor.connection.onRequest('workspace/diagnostic/refresh', () => { throw new Error('not now'); });
  await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
  await until(() => editor.logged.length > 0);
  expect(editor.logged.splice(0)).toEqual([expect.stringContaining('not now')]);
  await editor.open('web.yaml', MANIFEST);
  expect(await editor.pull('web.yaml')).toMatchObject({ items: [{ code: 'privileged' }] });
});

it('ends with 0 as it is asked to', async () => {
  await editor.start();
  await editor.stop();
  expect(editor.exitCode).toBe(0);
  editor = new Editor();
  await editor.start();
});

it('exits with 1 if the editor exits without a shutdown request, or disappears', async () => {
  await editor.start();
  await editor.connection.sendNotification('exit');
  await until(() => editor.exitCode === 1);
  const other = new Editor();
  await other.start();
  other.disconnect();
  await until(() => other.exitCode === 1);
  await other.stop();
});

it('ends when the process of the editor is gone', async () => {
  const child = spawn(process.execPath, ['-e', '0']);
  await new Promise((resolve) => child.on('exit', resolve));
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'setTimeout', 'Date', 'nextTick', 'queueMicrotask'] });
  try {
    const { pid } = process;
    Object.defineProperty(process, 'pid', { value: child.pid, configurable: true });
    await editor.start();
    Object.defineProperty(process, 'pid', { value: pid, configurable: true });
    expect(editor.exitCode).toBeUndefined();
    jest.advanceTimersByTime(3000);
    await until(() => editor.exitCode === 1);
  } finally {
    jest.useRealTimers();
  }
});

it('writes nothing but the protocol', async () => {
  await editor.start();
  await editor.open('web.yaml', MANIFEST);
  await editor.diagnostics('web.yaml');
  let rest = Buffer.concat(editor.output);
  while (rest.length > 0) {
    const [header, length] = /^Content-Length: (\d+)\r\n\r\n/.exec(rest.toString('latin1'))!;
    const end = header.length + Number(length);
    expect(JSON.parse(rest.toString('utf8', header.length, end))).toMatchObject({ jsonrpc: '2.0' });
    rest = rest.subarray(end);
  }
});

it('evaluates with the folders that are open, which may change', async () => {
  const policy = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n';
  await editor.start({ 'policies/all.yaml': policy, 'apps/web.yaml': MANIFEST }, []);
  await editor.open('apps/web.yaml');
  const hasFinding = () => editor.pushed.at(-1)?.diagnostics.some(({ code }) => code === 'network-policy');
  await until(() => hasFinding() === true);
  await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [{ uri: editor.uriOf(''), name: 'all' }], removed: [] } });
  await until(() => hasFinding() === false);
  await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [{ uri: editor.uriOf(''), name: 'all' }] } });
  await new Promise((resolve) => setTimeout(resolve, 300));
});

it('answers about documents that are not open, or in no file', async () => {
  editor = new Editor(PULLING);
  await editor.start();
  expect(await editor.pull('web.yaml')).toEqual({ kind: 'full', items: [] });
  // The old version of a file, beside the new one.
  const textDocument = { uri: 'git:/work/web.yaml?ref=HEAD', languageId: 'yaml', version: 1, text: MANIFEST };
  await editor.connection.sendNotification('textDocument/didOpen', { textDocument });
  expect(await editor.connection.sendRequest('textDocument/diagnostic', { textDocument })).toMatchObject({ items: [] });
  expect(await editor.connection.sendRequest('textDocument/codeAction', { textDocument, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, context: { diagnostics: [] } })).toEqual([]);
});
