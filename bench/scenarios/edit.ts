import { ok } from 'node:assert';
import { PassThrough } from 'node:stream';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { serve as Serve } from '#lib/commands/language-server/serve.js';
import { bundled } from './bundled';
import { FileSize } from './manifest-files';
import { Scenario } from './scenario';

const { serve } = bundled('language-server', 'language-server/serve') as { serve: typeof Serve };

const EDITS = 20;
const URI = 'file:///nowhere/manifests.yaml';

/** Edits of an open manifest, each of which moves all documents and changes one, and the diagnostics that an editor asks for after each. */
export const scenario: Scenario<FileSize> = ({ documents, templates }) => {
  const text = Array.from({ length: documents }, (_, number) => templates[number % templates.length].replaceAll('NUMBER', String(number))).join('---\n');
  const lines = text.split('\n');
  const edited = lines.indexOf('spec:', lines.length / 2);
  const toServer = new PassThrough();
  const fromServer = new PassThrough();
  serve(toServer, fromServer, '0.0.0', () => {});
  const connection = createProtocolConnection(new StreamMessageReader(fromServer), new StreamMessageWriter(toServer));
  connection.listen();
  return {
    units: EDITS,
    isWarm: true,
    run: async () => {
      const capabilities = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
      await connection.sendRequest('initialize', { processId: null, capabilities, workspaceFolders: null });
      await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: URI, languageId: 'yaml', version: 1, text } });
      for (let version = 2; version < EDITS + 2; version++) {
        const contentChanges = [insertion(0, '# edited\n'), insertion(edited + version, `  edited${version}: true\n`)];
        await connection.sendNotification('textDocument/didChange', { textDocument: { uri: URI, version }, contentChanges });
        const report: { items?: readonly unknown[] } = await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } });
        ok(report.items!.length > documents);
      }
    },
    cleanUp: () => connection.dispose(),
  };
};

function insertion(line: number, text: string) {
  const start = { line, character: 0 };
  return { range: { start, end: start }, text };
}
