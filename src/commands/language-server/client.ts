import { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import { filePathOf } from './texts';
import { DiagnosticSupport } from './to-diagnostic';

/** What the editor can do, and the folders that are open in it. */
export class Client {
  public roots: readonly string[] = [];
  private capabilities: ClientCapabilities = {};

  public initialize({ capabilities, workspaceFolders, rootUri }: InitializeParams): void {
    this.capabilities = capabilities;
    const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
    this.roots = uris.flatMap((uri) => filePathOf(uri) ?? []);
  }

  public changeFolders(added: readonly string[], removed: readonly string[]): void {
    const pathsOf = (uris: readonly string[]) => uris.flatMap((uri) => filePathOf(uri) ?? []);
    const gone = pathsOf(removed);
    this.roots = [...this.roots.filter((root) => !gone.includes(root)), ...pathsOf(added)];
  }

  /**
   * Whether it asks for diagnostics: it would show those that it is sent as well, and each of them twice. One that cannot be asked to ask
   * again, such as Neovim 0.10, is sent them: what is found changes with settings and other files, too.
   */
  public get pullsDiagnostics(): boolean {
    return this.capabilities.textDocument?.diagnostic !== undefined && this.capabilities.workspace?.diagnostics?.refreshSupport === true;
  }

  public get diagnostics(): DiagnosticSupport {
    const { publishDiagnostics, diagnostic } = this.capabilities.textDocument ?? {};
    const { relatedInformation, codeDescriptionSupport } = { ...publishDiagnostics, ...diagnostic };
    return { relatedInformation: relatedInformation ?? false, codeDescription: codeDescriptionSupport ?? false };
  }

  public get readsMarkdown(): boolean {
    return this.capabilities.textDocument?.hover?.contentFormat?.includes('markdown') ?? false;
  }

  public get watchesFiles(): boolean {
    return this.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
  }

  public get reportsFolders(): boolean {
    return this.capabilities.workspace?.workspaceFolders ?? false;
  }

  /** Whether edits can have the version of their document. Neovim has no other form for those that make files, and does not say so. */
  public get documentChanges(): boolean {
    return this.capabilities.workspace?.workspaceEdit?.documentChanges ?? this.createsFiles;
  }

  /** Whether an edit can make a file. */
  public get createsFiles(): boolean {
    return this.capabilities.workspace?.workspaceEdit?.resourceOperations?.includes('create') ?? false;
  }

  /** Whether it opens a document at a place that it is sent. */
  public get showsDocuments(): boolean {
    return this.capabilities.window?.showDocument?.support ?? false;
  }

  /** Whether it asks for the edit of a code action that somebody has chosen. */
  public get asksForEdits(): boolean {
    const { dataSupport, resolveSupport } = this.capabilities.textDocument?.codeAction ?? {};
    return dataSupport === true && resolveSupport?.properties.includes('edit') === true;
  }
}
