import { readFileSync } from 'fs';
import { parseWaiverFile, WaiverFile } from './waiver-file';
import { readDocuments } from '../yaml/documents';
import { readDocument } from '../yaml/read-document';
import { YamlError } from '../yaml/yaml-error';

/**
 * Reads a waiver file, YAML or JSON.
 *
 * @throws naming the file, and the line or the entry that is wrong
 */
export function readWaiverFile(path: string): WaiverFile {
  try {
    // What comes before a first `---` is an empty document.
    const [content, second] = [...readDocuments([readFileSync(path)])].map(readDocument).filter((value) => value !== null);
    if (second !== undefined) {
      throw new Error('it holds several documents, and must be one');
    }
    return parseWaiverFile(content);
  } catch (error) {
    const place = error instanceof YamlError ? `${path}:${error.line}:${error.column}` : path;
    throw new Error(`${place}: ${(error as Error).message}`);
  }
}
