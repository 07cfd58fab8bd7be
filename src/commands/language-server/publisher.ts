import { dirname } from 'path';
import { CancellationToken, Connection, DocumentDiagnosticReport, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Client } from './client';
import { Diagnosed, Diagnoser } from './diagnoser';
import { Neighbors } from './neighbors';
import { Texts } from './texts';
import { isInside } from '../../formats/manifest/is-inside';

/** Milliseconds without a change before a text is evaluated. */
export const DEBOUNCE = 200;

/** Logs failures of background work. An editor may refuse a request, and the server must go on. */
export function logged({ console }: Connection, work: Promise<unknown>): void {
  work.catch((error) => console.error(String(error?.stack ?? error)));
}

/** Pushes diagnostics to an editor, or lets the editor pull them, but never both. */
export class Publisher {
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private readonly pushed = new Map<string, Diagnosed>();
  private readonly resultIds = new WeakMap<Diagnosed, string>();
  private results = 0;

  constructor(
    private readonly connection: Connection, private readonly client: Client, private readonly texts: Texts,
    private readonly neighbors: Neighbors, private readonly diagnoser: Diagnoser,
  ) {}

  public close(): void {
    this.waiting.forEach((timer) => clearTimeout(timer));
    this.waiting.clear();
  }

  /** Pushes the diagnostics of a document: the first time at once, later after a pause in typing. */
  public schedule({ uri }: TextDocument, delay = this.pushed.has(uri) ? DEBOUNCE : 0): void {
    if (this.client.pullsDiagnostics) {
      return;
    }
    clearTimeout(this.waiting.get(uri));
    this.waiting.set(uri, setTimeout(() => {
      this.waiting.delete(uri);
      logged(this.connection, this.push(uri));
    }, delay));
  }

  /** Answers an editor that pulls diagnostics. */
  public async pull(uri: string, previousResultId: string | undefined, token: CancellationToken): Promise<DocumentDiagnosticReport> {
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

  /** Diagnoses an open document after the files around it were read; undefined if the request was canceled. */
  public async diagnosed(uri: string, token?: CancellationToken): Promise<Diagnosed | undefined> {
    const path = this.texts.pathFor(uri);
    const root = path && this.client.roots.find((each) => isInside(each, path));
    await new Promise(setImmediate); // The editor may cancel the request meanwhile.
    if (path !== undefined && !token?.isCancellationRequested) {
      const cancelled = new Promise<void>((resolve) => token?.onCancellationRequested(() => resolve()));
      await Promise.race([this.neighbors.scan(root ?? dirname(path), root !== undefined), cancelled]);
    }
    const document = this.texts.documents.get(uri);
    if (!document || token?.isCancellationRequested) {
      return undefined;
    }
    if (path !== undefined && this.neighbors.take(path, document)) {
      this.texts.documents.all().filter((other) => other !== document).forEach((other) => this.schedule(other, DEBOUNCE));
    }
    return this.diagnoser.diagnose(document);
  }

  /** Evaluates all again: something that is not open has changed, or settings. */
  public refresh(delay = 0): void {
    this.neighbors.forget();
    this.diagnoser.invalidate();
    if (this.client.pullsDiagnostics) {
      logged(this.connection, this.connection.languages.diagnostics.refresh());
    } else {
      this.texts.documents.all().forEach((document) => this.schedule(document, delay));
    }
  }

  public forget(uri: string): void {
    clearTimeout(this.waiting.get(uri));
    this.waiting.delete(uri);
    this.diagnoser.forget(uri);
    if (this.pushed.delete(uri)) {
      logged(this.connection, this.connection.sendDiagnostics({ uri, diagnostics: [] }));
    }
    // From now on, the file on the disk is read, which may differ.
    this.refresh(DEBOUNCE);
  }

  private async push(uri: string): Promise<void> {
    const found = await this.diagnosed(uri);
    const document = this.texts.documents.get(uri);
    // While a text cannot be read, the editor keeps its diagnostics, and moves them with the text.
    if (document && found && this.pushed.get(uri) !== found) {
      this.pushed.set(uri, found);
      await this.connection.sendDiagnostics({ uri, version: document.version, diagnostics: [...found.diagnostics] });
    }
  }
}
