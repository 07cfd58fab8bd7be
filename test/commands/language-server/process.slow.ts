import { ChildProcess, spawn } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { pathToFileURL } from 'url';
import { createProtocolConnection, ProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { CAPABILITIES, MANIFEST, PULLING } from './editor';
import { MAIN, runProcess } from '../cli/process';

// The compiled server in a process of its own: what it writes, how it ends, and its memory.

let folder: string;
let child: ChildProcess;
let connection: ProtocolConnection;
let stderr = '';

beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-lsp-')); });

afterEach(() => {
  connection?.dispose();
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function start(capabilities: object, processId: number | null = process.pid, nodeOptions: readonly string[] = []): Promise<void> {
  stderr = '';
  child = spawn(process.execPath, [...nodeOptions, MAIN, 'lsp', '--stdio'], { cwd: folder });
  child.stderr!.on('data', (data) => { stderr += data; });
  connection = createProtocolConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
  connection.listen();
  await connection.sendRequest('initialize', { processId, capabilities, workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'all' }] });
  await connection.sendNotification('initialized', {});
}

const ended = () => new Promise<number | null>((resolve) => child.on('exit', resolve));
const uri = () => pathToFileURL(join(folder, 'web.yaml')).href;

async function open(text: string): Promise<void> {
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: uri(), languageId: 'yaml', version: 1, text } });
}

it('ends with 0 when it is asked to, and with 1 when its input ends', async () => {
  await start(CAPABILITIES);
  const first = ended();
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  expect(await first).toBe(0);
  await start(CAPABILITIES);
  const second = ended();
  child.stdin!.end();
  expect([await second, stderr]).toEqual([1, '']);
});

it('ends with the process of the editor', async () => {
  const editor = spawn('sleep', ['60']);
  await start(CAPABILITIES, editor.pid);
  const end = ended();
  editor.kill();
  expect(await end).toBe(1);
});

it('serves standard input without --stdio, too, and ends with it', () => {
  const { status, stdout } = runProcess(['lsp']);
  expect([status, stdout]).toEqual([1, '']);
});

it('starts no program, and opens no connection', async () => {
  const watched = join(folder, 'guard.cjs');
  writeFileSync(watched, `
    const refuse = (module, ...names) => names.forEach((name) => {
      require(module)[name] = () => { process.stderr.write(module + '.' + name); throw new Error('refused'); };
    });
    refuse('child_process', 'spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork');
    refuse('net', 'connect', 'createConnection', 'createServer');
    refuse('dns', 'lookup', 'resolve');
    refuse('http', 'request', 'get');
    refuse('https', 'request', 'get');
  `);
  await start(PULLING, process.pid, ['--require', watched]);
  await open(MANIFEST);
  const report: { items: unknown[] } = await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: uri() } });
  const range = { start: { line: 14, character: 14 }, end: { line: 14, character: 14 } };
  const params = { textDocument: { uri: uri() }, range, context: { diagnostics: [] } };
  const actions: unknown[] = await connection.sendRequest('textDocument/codeAction', params);
  expect([report.items.length > 10, actions.length > 2, stderr]).toEqual([true, true, '']);
});

it('needs no more memory after 10,000 edits', async () => {
  await start(PULLING, process.pid, ['--max-old-space-size=128']);
  const text = Array.from({ length: 5 }, (_, index) => MANIFEST.replace('name: web #', `name: web-${index} #`)).join('---\n');
  await open(text);
  const samples: number[] = [];
  for (let edit = 1; edit <= 10_000; edit++) {
    // A character is written and deleted in turn; the text is not YAML for some of the time.
    const isBroken = edit % 50 < 2;
    const line = 5;
    const [from, to, inserted] = edit % 2 === 1 ? [0, 0, isBroken ? '[' : ' '] : [0, 1, ''];
    const contentChanges = [{ range: { start: { line, character: from }, end: { line, character: to } }, text: inserted }];
    await connection.sendNotification('textDocument/didChange', { textDocument: { uri: uri(), version: edit + 1 }, contentChanges });
    await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: uri() } });
    if (edit % 1000 === 0) {
      const range = { start: { line: 14, character: 14 }, end: { line: 14, character: 14 } };
      const params = { textDocument: { uri: uri() }, range, context: { diagnostics: [] } };
      await connection.sendRequest('textDocument/codeAction', params);
      samples.push(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024);
    }
  }
  const [, early] = samples;
  expect(Math.max(...samples.slice(2)) - early).toBeLessThan(30);
}, 600_000);
