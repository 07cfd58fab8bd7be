import { readDocuments } from './documents';
import { readTokens } from './read-document';
import { lineStarts, SourceDocument } from './source';
import { SourceLines } from './source-lines';
import { YamlError } from './yaml-error';
import { tokensOf } from './yaml-tokens';
import { Path } from '../manifest/json';

/** A document in a text field of an object. */
export interface EmbeddedDocument {
  readonly text: string;
  /** The line of the text field where the document begins. */
  readonly line: number;
  /** The value; undefined if the document is neither YAML nor JSON, for example a template. */
  readonly content?: { readonly value: unknown; readonly lineOf: (path: Path) => number };
}

/** Reads a text as kubectl would. If it cannot be divided into documents, the rest has no value. */
export function readEmbedded(text: string): readonly EmbeddedDocument[] {
  const documents: EmbeddedDocument[] = [];
  try {
    for (const document of readDocuments([Buffer.from(text)])) {
      documents.push(readOne(document));
    }
    return documents;
  } catch (error) {
    return [...documents, unread(restOf(text, documents.at(-1)), error)];
  }
}

function restOf(text: string, last: EmbeddedDocument | undefined): EmbeddedDocument {
  const line = last ? last.line + lineStarts(last.text).length : 1;
  return { text: text.slice([0, ...lineStarts(text)][line - 1]), line };
}

function readOne(document: SourceDocument): EmbeddedDocument {
  const { text, line } = document;
  try {
    const tokens = tokensOf(document);
    const value = readTokens(tokens);
    let lines: SourceLines | undefined;
    return { text, line, content: { value, lineOf: (path) => (lines ??= new SourceLines(document, tokens)).lineOf(path) } };
  } catch (error) {
    return unread(document, error);
  }
}

function unread({ text, line }: EmbeddedDocument, error: unknown): EmbeddedDocument {
  if (error instanceof YamlError) {
    return { text, line };
  }
  throw error;
}
