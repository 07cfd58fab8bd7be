import { readDocuments } from '../../../src/yaml/documents';
import { readDocument } from '../../../src/yaml/read-document';

/** The objects of a YAML text, as kubectl reads them. */
export function kubectlObjects(text: string): any[] {
  return [...readDocuments([Buffer.from(text)])].map(readDocument).filter((value) => value !== null);
}
