import { statSync } from 'fs';
import { join, sep } from 'path';
import { fileURLToPath } from 'url';
import { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { NamedFile, readNamed } from '../../formats/files/named-file';
import { DocumentMemo } from '../../tasks/audit/document-memo';
import { Input } from '../../tasks/audit/input';

/**
 * The maximum length of a text in characters, about 38,000 lines. The first evaluation of such a text takes more than a second, and the
 * editor gets no answers meanwhile. Manifests of this size are generated; the command line audits them.
 */
const MAX_LENGTH = 1024 * 1024;

/** Whether a text is too long for the editor. */
export function isTooLong(document: TextDocument): boolean {
  return document.getText().length > MAX_LENGTH;
}

/** The open texts of the editor. They replace the content of their files. */
export class Texts {
  public readonly documents = new TextDocuments(TextDocument);

  private readonly openings = new WeakMap<TextDocument, number>();
  private opened = 0;
  private readonly memos = new WeakMap<TextDocument, DocumentMemo>();

  /** @param roots the workspace folders */
  constructor(private readonly roots: () => readonly string[]) {}

  /**
   * The path that a document is evaluated by. A document that was never saved is a file of the first workspace folder. Undefined if it is
   * not a file, such as an old version.
   */
  public pathFor(uri: string): string | undefined {
    const path = filePathOf(uri);
    const isUnsaved = uri.startsWith('untitled:') || path?.endsWith(sep);
    return isUnsaved ? join(this.roots()[0] ?? process.cwd(), `${encodeURIComponent(uri)} (not saved)`) : path;
  }

  /** The cached results for the current text of an open document. */
  public memoOf(document: TextDocument): DocumentMemo {
    const memo = this.memos.get(document) ?? new DocumentMemo();
    this.memos.set(document, memo);
    memo.begin(document.version);
    return memo;
  }

  /** An open document as an input of the command line. */
  public inputOf(document: TextDocument, name: string, isDockerfile = false): Input {
    const bytes = [Buffer.from(document.getText())];
    const memo = this.memoOf(document);
    return { name, isDockerfile, isNamed: false, parse: (source) => memo.parse(source), chunks: () => bytes, preview: () => bytes };
  }

  /** The document at a path, if it is open. */
  public openAt(path: string): TextDocument | undefined {
    return this.documents.all().find(({ uri }) => filePathOf(uri) === path);
  }

  /** A text that changes with the content of a file; undefined if the file cannot be read. */
  public stampOf(path: string): string | undefined {
    const open = this.openAt(path);
    if (open) {
      return `opened ${this.openingOf(open)}, version ${open.version}`;
    }
    try {
      const { mtimeMs, size } = statSync(path);
      return `${mtimeMs} ${size}`;
    } catch {
      return undefined;
    }
  }

  /** Editors count the versions of a document anew when they open it again. */
  private openingOf(document: TextDocument): number {
    const opening = this.openings.get(document) ?? ++this.opened;
    this.openings.set(document, opening);
    return opening;
  }

  /** @throws if it is not open and cannot be read */
  public read(file: NamedFile): Buffer {
    const open = this.openAt(file.path);
    return open ? Buffer.from(open.getText()) : readNamed(file);
  }
}

/** The path of a file; undefined if the document is in no file. */
export function filePathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) {
    return undefined;
  }
  try {
    // Editors write the letter of a drive in either case.
    return fileURLToPath(uri).replace(/^[a-z]:(?=\\)/, (drive) => drive.toUpperCase());
  } catch {
    return undefined; // On another host, or with an encoded slash.
  }
}
