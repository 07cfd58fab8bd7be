import {
  CancellationToken, CodeAction, CodeActionKind, CodeActionParams, CompletionItem, Connection, DidChangeWatchedFilesNotification, Hover,
  InitializeResult, LSPErrorCodes, MessageType, Position, Range, ResponseError, ShowMessageNotification, TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Actions } from './actions/actions';
import { EDIT_REASON, FIX_ALL, FixAllData, SHOW_LEFT } from './actions/code-actions';
import { FixedObject } from './actions/unfixed';
import { Client } from './client';
import { completionsAt } from './completion';
import { Diagnoser } from './diagnoser';
import { hoverAt } from './hover';
import { listKindOf } from './list-files';
import { Neighbors } from './neighbors';
import { DEBOUNCE, logged, Publisher } from './publisher';
import { SettingsStore } from './settings-store';
import { isTooLong, Texts } from './texts';

/** Milliseconds between two checks of settings files, for editors that do not watch files. */
const POLL_INTERVAL = 2000;

/** Handles the requests of an editor. */
export class Server {
  private readonly client = new Client();
  private readonly texts = new Texts(() => this.client.roots);
  private readonly settings = new SettingsStore(this.texts, () => this.client.roots);
  private readonly neighbors = new Neighbors(this.texts);
  private readonly diagnoser = new Diagnoser(this.texts, this.settings, this.neighbors, () => this.client.diagnostics);
  private readonly actions = new Actions(this.client, this.texts, this.settings, this.neighbors);
  private readonly publisher: Publisher;
  private readonly poll: NodeJS.Timeout;
  private settingsTimer?: NodeJS.Timeout;

  constructor(private readonly connection: Connection, private readonly version: string) {
    this.publisher = new Publisher(connection, this.client, this.texts, this.neighbors, this.diagnoser);
    this.poll = setInterval(() => this.settings.isChanged && this.publisher.refresh(), POLL_INTERVAL).unref();
    connection.onInitialize((params) => {
      this.client.initialize(params);
      return this.initialized();
    });
    connection.onInitialized(() => this.register());
    connection.onDidChangeWatchedFiles(() => this.publisher.refresh());
    connection.languages.diagnostics.on((params, token) => this.publisher.pull(params.textDocument.uri, params.previousResultId, token));
    connection.onCodeAction((params, token) => this.codeActions(params, token));
    connection.onCodeActionResolve((action, token) => this.resolved(action, token));
    connection.onHover(({ textDocument, position }) => this.hover(textDocument.uri, position));
    connection.onCompletion(({ textDocument, position }) => this.completions(textDocument.uri, position));
    connection.onExecuteCommand(({ command, arguments: given }) => this.execute(command, given));
    const { documents } = this.texts;
    documents.onDidChangeContent(({ document }) => this.changed(document));
    documents.onDidSave(() => this.settings.isChanged && this.publisher.refresh());
    documents.onDidClose(({ document }) => this.publisher.forget(document.uri));
    documents.listen(connection);
  }

  public listen(): void {
    this.connection.listen();
  }

  public close(): void {
    clearInterval(this.poll);
    clearTimeout(this.settingsTimer);
    this.publisher.close();
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
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: this.client.asksForEdits },
        hoverProvider: true,
        completionProvider: { triggerCharacters: [' ', '-'] },
        executeCommandProvider: { commands: [EDIT_REASON, SHOW_LEFT] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  }

  private register(): void {
    if (this.client.reportsFolders) {
      this.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        this.client.changeFolders(added.map(({ uri }) => uri), removed.map(({ uri }) => uri));
        this.publisher.refresh();
      });
    }
    if (this.client.watchesFiles) {
      const watched = { watchers: [{ globPattern: '**/*.{yaml,yml,json}' }] };
      logged(this.connection, this.connection.client.register(DidChangeWatchedFilesNotification.type, watched));
    }
  }

  private changed(document: TextDocument): void {
    this.publisher.schedule(document);
    const path = this.texts.pathFor(document.uri);
    if (path !== undefined && this.settings.uses(path)) {
      clearTimeout(this.settingsTimer);
      this.settingsTimer = setTimeout(() => this.publisher.refresh(), DEBOUNCE);
    }
  }

  private async codeActions(params: CodeActionParams, token: CancellationToken): Promise<CodeAction[]> {
    const { uri } = params.textDocument;
    const found = await this.publisher.diagnosed(uri, token);
    const document = this.texts.documents.get(uri);
    return document && found && this.diagnoser.isCurrent(document) ? this.actions.for(document, found, params) : [];
  }

  private async resolved(action: CodeAction, token: CancellationToken): Promise<CodeAction> {
    if (action.edit || !action.data) {
      return action; // Some editors ask for all of them.
    }
    const { uri, version } = action.data as FixAllData;
    const found = await this.publisher.diagnosed(uri, token);
    const document = this.texts.documents.get(uri);
    if (!document || !found || document.version !== version || !this.diagnoser.isCurrent(document)) {
      throw new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed: open the menu again');
    }
    return this.actions.resolve(action, document, found);
  }

  private hover(uri: string, position: Position): Hover | undefined {
    const document = this.texts.documents.get(uri);
    const path = this.texts.pathFor(uri);
    return document && !isTooLong(document) && path !== undefined
      ? hoverAt({ document, path, used: this.settings.for(path), list: listKindOf(document, path) }, position, this.client.readsMarkdown)
      : undefined;
  }

  private completions(uri: string, position: Position): CompletionItem[] {
    const document = this.texts.documents.get(uri);
    const list = document && !isTooLong(document) && listKindOf(document, this.texts.pathFor(uri));
    return document && list ? completionsAt(document, position, list) : [];
  }

  /** Runs the second half of an action, after its edit. */
  private async execute(command: string, [uri, detail]: readonly unknown[] = []): Promise<void> {
    if (typeof uri !== 'string') {
      return;
    }
    if (command === EDIT_REASON && Range.is(detail)) {
      await this.connection.window.showDocument({ uri, selection: detail, takeFocus: true });
    } else if (command === SHOW_LEFT) {
      await this.showLeft(uri, detail as FixedObject | undefined);
    }
  }

  private async showLeft(uri: string, object?: FixedObject): Promise<void> {
    const found = await this.publisher.diagnosed(uri);
    const document = this.texts.documents.get(uri);
    const text = document && found && this.texts.pathFor(uri) !== undefined ? this.actions.left(document, found, object) : undefined;
    if (text !== undefined) {
      await this.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: text });
    }
  }
}
