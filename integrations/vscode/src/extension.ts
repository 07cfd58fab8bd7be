import { existsSync } from 'fs';
import { join } from 'path';
import { ExtensionContext, workspace } from 'vscode';
import { LanguageClient, ServerOptions, TransportKind } from 'vscode-languageclient/node';

const MAIN = join('lib', 'commands', 'cli', 'main.js');
const SERVER = join('lib', 'bundle', 'language-server.js');

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const restart = async () => {
    await client?.stop();
    client = newClient(context);
    await client.start();
  };
  context.subscriptions.push(
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('cdk8s-hardened.path') ? restart() : undefined),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function newClient(context: ExtensionContext): LanguageClient {
  return new LanguageClient('cdk8s-hardened', 'cdk8s-hardened', serverOptions(context), {
    documentSelector: [{ scheme: 'file', language: 'yaml' }, { scheme: 'file', language: 'dockerfile' }],
  });
}

/** The command of the user's settings; otherwise the project's own, as in CI; otherwise the one in this extension. */
function serverOptions(context: ExtensionContext): ServerOptions {
  const command = workspace.getConfiguration('cdk8s-hardened').get<string>('path');
  return command
    ? { command, args: ['lsp'], transport: TransportKind.stdio }
    : { module: join(projectServer() ?? context.asAbsolutePath('server'), MAIN), args: ['lsp'], transport: TransportKind.stdio };
}

/** Code of a folder runs only if the user trusts it. */
function projectServer(): string | undefined {
  const folders = workspace.isTrusted ? workspace.workspaceFolders ?? [] : [];
  return folders.map(({ uri }) => join(uri.fsPath, 'node_modules', 'cdk8s-hardened')).find((folder) => existsSync(join(folder, SERVER)));
}
