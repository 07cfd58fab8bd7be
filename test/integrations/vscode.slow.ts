import { ChildProcess, execFileSync, spawn } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { pathToFileURL } from 'url';
import { unzipSync } from 'fflate';
import { createProtocolConnection, Diagnostic, ProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import initialize from './vscode-initialize.json';
import { packageVersion } from '../../projenrc/pinned-version';
import { packExtension } from '../../projenrc/vscode';
import { MANIFEST } from '../commands/language-server/editor';

// VS Code itself cannot be installed here: the extension is packed, its manifest validated, and its server gets the messages of VS Code.

const ROOT = join(__dirname, '..', '..');
let folder: string;
let child: ChildProcess | undefined;
let connection: ProtocolConnection | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-vscode-'));
  const files = unzipSync(readFileSync(packExtension(folder)));
  for (const [name, bytes] of Object.entries(files).filter(([path]) => !path.endsWith('/'))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
});

afterAll(() => {
  connection?.dispose();
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

it('its bill of materials names the library, and packages of the extension and of the server', () => {
  const { components } = JSON.parse(readFileSync(join(folder, `cdk8s-hardened-${packageVersion()}.cdx.json`), 'utf8'));
  const names = components.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(['cdk8s-hardened', 'vscode-languageclient', 'vscode-languageserver', 'unbash']));
});

it('has what VS Code needs to find and start it', () => {
  const manifest = json(join(folder, 'extension/package.json'));
  expect(manifest).toMatchObject({
    publisher: 'cdk8s-hardened',
    version: json(join(ROOT, 'package.json')).version,
    engines: { vscode: expect.stringMatching(/^\^1\.\d+\.\d+$/) },
    activationEvents: ['onLanguage:yaml', 'onLanguage:dockerfile'],
  });
  expect(manifest.dependencies).toBeUndefined();
  const bundle = readFileSync(join(folder, 'extension', manifest.main), 'utf8');
  expect(bundle).toContain('require("vscode")');
  const settings = Object.keys(manifest.contributes.configuration.properties);
  expect(settings).toEqual(['cdk8s-hardened.path', 'cdk8s-hardened.trace.server']);
  // Who opens a folder of someone else must not run a command that it names.
  expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(['cdk8s-hardened.path']);
  expect(readFileSync(join(folder, 'extension.vsixmanifest'), 'utf8')).toContain('Id="cdk8s-hardened-vscode"');
});

it('is supported by the client in it, and is not in the package of npm', () => {
  const { devDependencies, engines } = json(join(ROOT, 'integrations/vscode/package.json'));
  expect(devDependencies['@types/vscode'].replace('~', '^')).toBe(engines.vscode);
  const client = json(join(ROOT, 'integrations/vscode/package-lock.json')).packages['node_modules/vscode-languageclient'];
  expect(client.engines.vscode).toBe(engines.vscode);
  expect(json(join(ROOT, 'package.json')).files).toContain('!integrations/vscode');
});

it('has a client that sends what is recorded', () => {
  const sent = execFileSync(process.execPath, [join(__dirname, 'vscode-client.cjs')], { encoding: 'utf8' });
  expect(JSON.parse(sent)).toEqual(initialize);
});

it('has a server that answers VS Code', async () => {
  // As `TransportKind.stdio` starts it.
  const main = join(folder, 'extension/server/lib/commands/cli/main.js');
  child = spawn(process.execPath, [main, 'lsp', '--stdio', `--clientProcessId=${process.pid}`], { cwd: folder });
  connection = createProtocolConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
  const registered: string[] = [];
  const pushed: unknown[] = [];
  connection.onRequest('client/registerCapability', ({ registrations }) => {
    registrations.forEach(({ method }: { method: string }) => registered.push(method));
    return null;
  });
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onNotification('textDocument/publishDiagnostics', (params) => { pushed.push(params); });
  connection.listen();
  const root = pathToFileURL(folder).href;
  const params = { ...initialize, processId: process.pid, rootPath: folder, rootUri: root, workspaceFolders: [{ uri: root, name: 'shop' }] };
  const { capabilities } = await connection.sendRequest<{ capabilities: Record<string, unknown> }>('initialize', params);
  expect(capabilities).toMatchObject({ positionEncoding: 'utf-16', diagnosticProvider: { interFileDependencies: true } });
  await connection.sendNotification('initialized', {});
  const uri = `${root}/web.yaml`;
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text: MANIFEST } });
  const asked = { identifier: 'cdk8s-hardened', textDocument: { uri } };
  const report = await connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', asked);
  const [privileged] = report.items;
  expect(privileged).toMatchObject({ code: 'privileged', codeDescription: { href: expect.any(String) } });
  const context = { diagnostics: [privileged], only: ['quickfix'], triggerKind: 1 };
  const atKey = { textDocument: { uri }, range: privileged.range, context };
  const [action] = await connection.sendRequest<{ title: string; edit: object }[]>('textDocument/codeAction', atKey);
  expect(action.title).toBe('Fix privileged, replacing what you wrote');
  expect(action.edit).toMatchObject({ documentChanges: [{ textDocument: { uri, version: 1 } }] });
  expect(registered).toContain('workspace/didChangeWatchedFiles');
  expect(pushed).toEqual([]);
  const ended = new Promise((resolve) => child!.on('exit', resolve));
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  expect(await ended).toBe(0);
});
