import { manifestFiles } from './manifest-files';
import { inputsOf } from 'cdk8s-hardened/lib/audit/inputs.js';
import { readDocuments } from 'cdk8s-hardened/lib/yaml/documents.js';
import { readDocument } from 'cdk8s-hardened/lib/yaml/read-document.js';

/** Reads the files that `audit` audits, and no more. */
export const scenario = manifestFiles((folder) => {
  for (const input of inputsOf([folder])) {
    for (const document of readDocuments(input.chunks())) {
      readDocument(document);
    }
  }
});
