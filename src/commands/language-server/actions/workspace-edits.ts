import { TextEdit as ProtocolEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { applyEdits, TextEdit } from '../../../formats/yaml/edit/splice';

/** The capabilities of the editor that decide the form of edits. */
export interface EditSupport {
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
}

/** Edits of a document in lines and columns. Undefined if an edit has no such position, as between the two characters of a line break. */
export function protocolEdits(document: TextDocument, edits: readonly TextEdit[]): ProtocolEdit[] | undefined {
  const placed = edits.map(({ start, end, text }) => ({
    range: { start: document.positionAt(start), end: document.positionAt(end) }, newText: text,
  }));
  const text = document.getText();
  return TextDocument.applyEdits(document, placed) === applyEdits(text, edits) ? placed : undefined;
}

/** The edits of one document; the editor refuses them if it has changed since. */
export function editOf(document: TextDocument, edits: ProtocolEdit[], { documentChanges }: EditSupport, isOpen = true): WorkspaceEdit {
  const { uri } = document;
  const version = isOpen ? document.version : null;
  return documentChanges ? { documentChanges: [{ textDocument: { uri, version }, edits }] } : { changes: { [uri]: edits } };
}

/** A new file. */
export function fileCreation(uri: string, text: string): WorkspaceEdit {
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri, options: { ignoreIfExists: true } },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
    ],
  };
}
