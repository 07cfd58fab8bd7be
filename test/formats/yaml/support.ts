import { readDocuments } from '../../../src/formats/yaml/documents';
import { readDocument } from '../../../src/formats/yaml/read-document';
import { SourceDocument } from '../../../src/formats/yaml/source';
import { YamlError } from '../../../src/formats/yaml/yaml-error';

export function documentsOf(file: string | Buffer): SourceDocument[] {
  return [...readDocuments([Buffer.from(file)])];
}

/** Why a file cannot be read, as `line:column message`. */
export function errorOf(file: string | Buffer): string {
  try {
    documentsOf(file).forEach(readDocument);
  } catch (error) {
    if (error instanceof YamlError) {
      return `${error.line}:${error.column} ${error.message}`;
    }
    throw error;
  }
  return 'no error';
}
