import { dirname } from 'path';
import {
  CancellationToken, CodeActionKind, CompletionItem, Connection, DidChangeWatchedFilesNotification, DocumentDiagnosticReport, Hover, InitializeResult,
  LSPErrorCodes, Position, Range, ResponseError, TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Actions } from './actions/actions';
import { EDIT_REASON, FIX_ALL } from './actions/code-actions';
import { Client } from './client';
import { completionsAt } from './completion';
import { Diagnosed, Diagnoser } from './diagnoser';
import { hoverAt } from './hover';
import { listKindOf } from './list-files';
import { Neighbors } from './neighbors';
import { SettingsStore } from './settings-store';
import { pathOf, Texts } from './texts';
import { isInside } from '../../formats/manifest/is-inside';

/** Milliseconds without a change until a text is evaluated. */
const DEBOUNCE = 200;
/** How often it is looked whether a settings file has changed, for editors that do not watch files. */
const POLL_INTERVAL = 2000;

/** Answers an editor. */
export class Server {
  private readonly client = new Client();
  private readonly texts = new Texts();
  private readonly settings = new SettingsStore(this.texts, () => this.client.roots);
  private readonly neighbors = new Neighbors(this.texts);
  private readonly diagnoser = new Diagnoser(this.settings, this.neighbors, () => this.client.diagnostics);
  private readonly actions = new Actions(this.client, this.texts, this.settings, this.neighbors);
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private readonly pushed = new Map<string, Diagnosed>();
  private readonly resultIds = new WeakMap<Diagnosed, string>();
  private results = 0;
  private settingsTimer?: NodeJS.Timeout;
  private readonly poll = setInterval(() => this.settings.isChanged && this.refreshAll(), POLL_INTERVAL).unref();

  constructor(private readonly connection: Connection, private readonly version: string) {
    connection.onInitialize((params) => {
      this.client.initialize(params);
      return this.initialized();
    });
    connection.onInitialized(() => this.register());
    connection.onDidChangeWatchedFiles(() => this.refreshAll());
    connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) => this.pull(textDocument.uri, previousResultId, token));
    connection.onCodeAction(async (params, token) => {
      const found = await this.diagnosed(params.textDocument.uri, token);
      const document = this.texts.documents.get(params.textDocument.uri);
      return document && found && this.diagnoser.isCurrent(document) ? this.actions.for(document, found, params) : [];
    });
    connection.onHover(({ textDocument, position }) => this.hover(textDocument.uri, position));
    connection.onCompletion(({ textDocument, position }) => this.completions(textDocument.uri, position));
    connection.onExecuteCommand(({ command, arguments: given }) => this.execute(command, given));
    this.texts.documents.onDidChangeContent(({ document }) => this.changed(document));
    this.texts.documents.onDidSave(() => this.settings.isChanged && this.refreshAll());
    this.texts.documents.onDidClose(({ document }) => this.closed(document));
    this.texts.documents.listen(connection);
  }

  public listen(): void {
    this.connection.listen();
  }

  public close(): void {
    clearInterval(this.poll);
    clearTimeout(this.settingsTimer);
    this.waiting.forEach(clearTimeout);
    this.waiting.clear();
  }

  private initialized(): InitializeResult {
    return {
      serverInfo: { name: 'cdk8s-hardened', version: this.version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        ...this.client.pullsDiagnostics && {
          diagnosticProvider: { identifier: 'cdk8s-hardened', interFileDependencies: true, workspaceDiagnostics: false },
        },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
        hoverProvider: true,
        completionProvider: { triggerCharacters: [' ', '-'] },
        executeCommandProvider: { commands: [EDIT_REASON] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  private register(): void {
    if (this.client.reportsFolders) {
      this.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        this.client.changeFolders(added.map(({ uri }) => uri), removed.map(({ uri }) => uri));
        this.refreshAll();
      });
    }
    if (this.client.watchesFiles) {
      void this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*.{yaml,yml,json}' }] });
    }
  }

  private hover(uri: string, position: Position): Hover | undefined {
    const document = this.texts.documents.get(uri);
    const path = pathOf(uri);
    return document && path !== undefined
      ? hoverAt(document, position, this.settings.for(path), listKindOf(document, path), this.client.readsMarkdown) : undefined;
  }

  private completions(uri: string, position: Position): CompletionItem[] {
    const document = this.texts.documents.get(uri);
    const list = document && listKindOf(document, pathOf(uri));
    return document && list ? completionsAt(document, position, list) : [];
  }

  /** Moves the cursor to where a person has to write. */
  private async execute(command: string, [uri, selection]: readonly unknown[] = []): Promise<void> {
    if (command === EDIT_REASON && typeof uri === 'string' && Range.is(selection)) {
      await this.connection.window.showDocument({ uri, selection, takeFocus: true });
    }
  }

  /** Evaluates a document once it is quiet, if the editor does not ask for that itself. */
  private schedule(document: TextDocument, delay: number): void {
    const { uri } = document;
    if (!this.client.pullsDiagnostics) {
      clearTimeout(this.waiting.get(uri));
      this.waiting.set(uri, setTimeout(() => {
        this.waiting.delete(uri);
        void this.push(uri).catch((error) => this.connection.console.error(String(error?.stack ?? error)));
      }, delay));
    }
  }

  private async push(uri: string): Promise<void> {
    const found = await this.diagnosed(uri);
    const document = this.texts.documents.get(uri);
    // While a text cannot be read the editor keeps what it has, and moves it with the text.
    if (document && found && this.pushed.get(uri) !== found) {
      this.pushed.set(uri, found);
      await this.connection.sendDiagnostics({ uri, version: document.version, diagnostics: [...found.diagnostics] });
    }
  }

  private async pull(uri: string, previousResultId: string | undefined, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    const found = await this.diagnosed(uri, token);
    if (token.isCancellationRequested) {
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    }
    if (!found) {
      return { kind: 'full', items: [] };
    }
    const resultId = this.resultIds.get(found) ?? String(++this.results);
    this.resultIds.set(found, resultId);
    return resultId === previousResultId ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items: [...found.diagnostics] };
  }

  /** What is wrong in an open document, once what is around it is known. */
  private async diagnosed(uri: string, token?: CancellationToken): Promise<Diagnosed | undefined> {
    const path = pathOf(uri);
    const root = path && this.client.roots.find((each) => isInside(each, path));
    await new Promise(setImmediate); // Lets the editor cancel what it does not need any more.
    if (path !== undefined && !token?.isCancellationRequested) {
      await this.neighbors.scan(root ?? dirname(path), root !== undefined, token);
    }
    const document = this.texts.documents.get(uri);
    if (!document || token?.isCancellationRequested) {
      return undefined;
    }
    if (path !== undefined && this.neighbors.learn(path, document.version, document.getText())) {
      this.diagnoser.invalidate();
      this.texts.documents.all().filter((other) => other !== document).forEach((other) => this.schedule(other, DEBOUNCE));
    }
    return this.diagnoser.diagnose(document);
  }

  private changed(document: TextDocument): void {
    this.schedule(document, this.pushed.has(document.uri) ? DEBOUNCE : 0);
    const path = pathOf(document.uri);
    if (path !== undefined && this.settings.uses(path)) {
      clearTimeout(this.settingsTimer);
      this.settingsTimer = setTimeout(() => this.refreshAll(), DEBOUNCE);
    }
  }

  /** Something that is not open has changed, or settings. */
  private refreshAll(): void {
    this.neighbors.forget();
    this.diagnoser.invalidate();
    if (this.client.pullsDiagnostics) {
      if (this.client.canRefreshDiagnostics) {
        void this.connection.languages.diagnostics.refresh();
      }
    } else {
      this.texts.documents.all().forEach((document) => this.schedule(document, 0));
    }
  }

  private closed({ uri }: TextDocument): void {
    clearTimeout(this.waiting.get(uri));
    this.waiting.delete(uri);
    this.diagnoser.forget(uri);
    this.neighbors.forget();
    if (this.pushed.delete(uri)) {
      void this.connection.sendDiagnostics({ uri, diagnostics: [] });
    }
  }
}

