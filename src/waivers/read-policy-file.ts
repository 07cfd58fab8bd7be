import { readFileSync } from 'fs';
import { parsePolicyFile, PolicyFile } from './policy-file';
import { readDocuments } from '../yaml/documents';
import { readDocument } from '../yaml/read-document';
import { YamlError } from '../yaml/yaml-error';

/**
 * Reads a policy file, YAML or JSON.
 *
 * @throws naming the file, and the line or the entry that is wrong
 */
export function readPolicyFile(path: string): PolicyFile {
  try {
    const [document, second] = readDocuments([readFileSync(path)]);
    if (second) {
      throw new Error('it holds several documents, and must be one');
    }
    return parsePolicyFile(readDocument(document));
  } catch (error) {
    const place = error instanceof YamlError ? `${path}:${error.line}:${error.column}` : path;
    throw new Error(`${place}: ${(error as Error).message}`);
  }
}
