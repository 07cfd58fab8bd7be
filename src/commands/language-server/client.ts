import { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import { filePathOf } from './texts';
import { DiagnosticSupport } from './to-diagnostic';

/** The capabilities of the editor, and its open folders. */
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
   * Whether the editor pulls diagnostics. Diagnostics that are also sent would show twice. An editor that cannot refresh on request, such
   * as Neovim 0.10, gets them sent, since findings change with settings and other files, too.
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

  /** Whether edits can name the version of their document. Neovim needs this form to create files, but does not announce it. */
  public get documentChanges(): boolean {
    return this.capabilities.workspace?.workspaceEdit?.documentChanges ?? this.createsFiles;
  }

  /** Whether an edit can create a file. */
  public get createsFiles(): boolean {
    return this.capabilities.workspace?.workspaceEdit?.resourceOperations?.includes('create') ?? false;
  }

  /** Whether the editor shows a document on request. */
  public get showsDocuments(): boolean {
    return this.capabilities.window?.showDocument?.support ?? false;
  }

  /** Whether the editor resolves the edit of a chosen code action. */
  public get asksForEdits(): boolean {
    const { dataSupport, resolveSupport } = this.capabilities.textDocument?.codeAction ?? {};
    return dataSupport === true && resolveSupport?.properties.includes('edit') === true;
  }
}
