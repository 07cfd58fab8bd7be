import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { PassThrough } from 'stream';
import { pathToFileURL } from 'url';
import {
  ApplyWorkspaceEditParams, ClientCapabilities, CodeAction, CompletionItem, createProtocolConnection, Diagnostic, DocumentDiagnosticReport,
  Hover, InitializeResult, Position, ProtocolConnection, PublishDiagnosticsParams, Range, RegistrationParams, ShowDocumentParams,
  StreamMessageReader, StreamMessageWriter, TextEdit, WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { serve } from '../../../src/commands/language-server/serve';

/** What current editors can do, but for asking for diagnostics. */
export const CAPABILITIES: ClientCapabilities = {
  workspace: {
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, versionSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
  window: { showDocument: { support: true } },
};

/** The same for one that asks. */
export const PULLING: ClientCapabilities = {
  ...CAPABILITIES,
  textDocument: { ...CAPABILITIES.textDocument, diagnostic: {} },
  workspace: { ...CAPABILITIES.workspace, diagnostics: { refreshSupport: true } },
};

/** Texts by the names of their files. */
type Files = { readonly [name: string]: string };

/** An editor that the server talks to over a pair of streams, with a folder of files. */
export class Editor {
  public readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-lsp-'));
  public readonly pushed: PublishDiagnosticsParams[] = [];
  public readonly shown: ShowDocumentParams[] = [];
  public readonly registered: RegistrationParams[] = [];
  public readonly documents = new Map<string, TextDocument>();
  /** The messages to the user. */
  public readonly messages: string[] = [];
  /** What went wrong in the server. */
  public readonly logged: string[] = [];
  public refreshes = 0;
  /** With what the server has ended. */
  public exitCode?: number;
  /** All that the server wrote. */
  public readonly output: Buffer[] = [];
  public connection!: ProtocolConnection;
  private readonly toServer = new PassThrough();

  constructor(private readonly capabilities: ClientCapabilities = CAPABILITIES) {}

  public async start(files: Files = {}, folders: readonly string[] = [this.folder]): Promise<InitializeResult> {
    this.write(files);
    const fromServer = new PassThrough();
    fromServer.on('data', (bytes: Buffer) => this.output.push(bytes));
    serve(this.toServer, fromServer, '1.2.3', (code) => { this.exitCode = code; });
    this.connection = createProtocolConnection(new StreamMessageReader(fromServer), new StreamMessageWriter(this.toServer));
    const { pushed } = this;
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => void pushed.push(params));
    this.connection.onRequest('workspace/diagnostic/refresh', () => { this.refreshes++; return null; });
    this.connection.onRequest('client/registerCapability', (params: RegistrationParams) => { this.registered.push(params); return null; });
    this.connection.onRequest('window/showDocument', (params: ShowDocumentParams) => { this.shown.push(params); return { success: true }; });
    this.connection.onNotification('window/showMessage', ({ message }: { message: string }) => { this.messages.push(message); });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => { this.logged.push(message); });
    this.connection.listen();
    const workspaceFolders = folders.map((path) => ({ uri: pathToFileURL(path).href, name: path }));
    const params = { processId: process.pid, capabilities: this.capabilities, workspaceFolders };
    const result = await this.connection.sendRequest<InitializeResult>('initialize', params);
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  public write(files: Files): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(this.pathOf(name)), { recursive: true });
      writeFileSync(this.pathOf(name), text);
    }
  }

  public pathOf(name: string): string {
    return join(this.folder, name);
  }

  public uriOf(name: string): string {
    return pathToFileURL(this.pathOf(name)).href;
  }

  /** Opens a file, with a text that need not be saved. */
  public async open(name: string, text = readFileSync(this.pathOf(name), 'utf8'), languageId = 'yaml'): Promise<void> {
    const uri = this.uriOf(name);
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  public textOf(name: string): string {
    return this.documents.get(this.uriOf(name))!.getText();
  }

  /** Replaces a part of a text, which is there once. */
  public async replace(name: string, part: string, by: string): Promise<void> {
    const document = this.documents.get(this.uriOf(name))!;
    const offset = document.getText().indexOf(part);
    await this.change(name, [{ range: { start: document.positionAt(offset), end: document.positionAt(offset + part.length) }, text: by }]);
  }

  public async change(name: string, contentChanges: { range?: Range; text: string }[]): Promise<void> {
    const document = this.documents.get(this.uriOf(name))!;
    const version = document.version + 1;
    TextDocument.update(document, contentChanges as Parameters<typeof TextDocument.update>[1], version);
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri: document.uri, version }, contentChanges });
  }

  public async close(name: string): Promise<void> {
    this.documents.delete(this.uriOf(name));
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uriOf(name) } });
  }

  public async save(name: string): Promise<void> {
    this.write({ [name]: this.textOf(name) });
    await this.connection.sendNotification('textDocument/didSave', { textDocument: { uri: this.uriOf(name) } });
  }

  /** The diagnostics of a file that the server sends for the text as it is now. */
  public async diagnostics(name: string): Promise<Diagnostic[]> {
    const uri = this.uriOf(name);
    const { version } = this.documents.get(uri)!;
    const last = () => this.pushed.filter((each) => each.uri === uri && each.version === version).at(-1);
    await until(() => last() !== undefined);
    return last()!.diagnostics;
  }

  /** The number of a set of diagnostics that has not come yet. */
  public async nextPush(work: () => Promise<void>): Promise<PublishDiagnosticsParams> {
    const count = this.pushed.length;
    await work();
    await until(() => this.pushed.length > count);
    return this.pushed.at(-1)!;
  }

  public pull(name: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: this.uriOf(name) }, previousResultId });
  }

  /** The code actions where a text is, which is there once. */
  public actions(name: string, at: string, only?: readonly string[], triggerKind = 1): Promise<CodeAction[]> {
    const start = this.positionOf(name, at);
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: this.uriOf(name) }, range: { start, end: start }, context: { diagnostics: [], only, triggerKind },
    });
  }

  public hover(name: string, at: string): Promise<Hover | null> {
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri: this.uriOf(name) }, position: this.positionOf(name, at) });
  }

  /** The labels of what can be written behind a text. */
  public async completions(name: string, behind: string): Promise<readonly CompletionItem[]> {
    const document = this.documents.get(this.uriOf(name))!;
    const position = document.positionAt(document.getText().indexOf(behind) + behind.length);
    return this.connection.sendRequest('textDocument/completion', { textDocument: { uri: this.uriOf(name) }, position });
  }

  /** Does as the user who chooses an action: applies its edit, then runs its command. */
  public async choose({ edit, command }: CodeAction): Promise<void> {
    await this.apply({ edit: edit! });
    if (command) {
      await this.connection.sendRequest('workspace/executeCommand', command);
    }
  }

  public async apply({ edit: { documentChanges = [], changes = {} } }: ApplyWorkspaceEditParams): Promise<void> {
    const edits: { uri: string; version?: number | null; edits: TextEdit[] }[] = Object.entries(changes)
      .map(([uri, list]) => ({ uri, edits: list }));
    for (const change of documentChanges as NonNullable<WorkspaceEdit['documentChanges']>) {
      if ('textDocument' in change) {
        edits.push({ ...change.textDocument, edits: change.edits as TextEdit[] });
      } else {
        writeFileSync(new URL((change as { uri: string }).uri), '', { flag: 'a' });
      }
    }
    for (const { uri, version, edits: list } of edits) {
      const name = new URL(uri).pathname.slice(this.folder.length + 1);
      if (!this.documents.has(uri)) {
        await this.open(name);
      }
      const document = this.documents.get(uri)!;
      expect([undefined, null, document.version]).toContain(version);
      await this.change(name, [{ text: TextDocument.applyEdits(document, list) }]);
    }
  }

  public positionOf(name: string, part: string): Position {
    const document = this.documents.get(this.uriOf(name))!;
    const offset = document.getText().indexOf(part);
    expect(offset).toBeGreaterThanOrEqual(0);
    return document.positionAt(offset);
  }

  /** The text in a range of a file. */
  public textIn(name: string, range: Range): string {
    return this.documents.get(this.uriOf(name))!.getText(range);
  }

  /** Ends as an editor that is killed. */
  public disconnect(): void {
    this.toServer.end();
  }

  public async stop(): Promise<void> {
    if (this.exitCode === undefined) {
      await this.connection.sendRequest('shutdown');
      await this.connection.sendNotification('exit');
      await until(() => this.exitCode !== undefined);
    }
    expect(this.logged).toEqual([]);
    this.connection.dispose();
    rmSync(this.folder, { recursive: true });
  }
}

/** Waits for what comes, and not for longer than a test may take. */
export async function until(isSo: () => boolean): Promise<void> {
  for (const start = Date.now(); !isSo();) {
    if (Date.now() - start > 20_000) {
      throw new Error('it did not come');
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A workload with findings in its pod and its container. */
export const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web # the shop 🏪
  namespace: shop
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: 'ghcr.io/shop/web:1.2'
          securityContext:
            privileged: true # for now
`;
