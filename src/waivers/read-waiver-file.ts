import { readFileSync } from 'fs';
import { parseWaiverFile, WaiverFile } from './waiver-file';
import { fileReason } from '../manifest/file-reason';
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
    const [content, second] = [...readDocuments([read(path)])].map(readDocument).filter((value) => value !== null);
    if (second !== undefined) {
      throw new Error('it has several documents: keep one');
    }
    return parseWaiverFile(content);
  } catch (error) {
    const place = error instanceof YamlError ? `${path}:${error.line}:${error.column}` : path;
    throw new Error(`${place}: ${(error as Error).message}`);
  }
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(fileReason(path, error));
  }
}
