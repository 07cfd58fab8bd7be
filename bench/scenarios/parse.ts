import { inputsOf } from '#lib/audit/inputs.js';
import { readDocuments } from '#lib/yaml/documents.js';
import { readDocument } from '#lib/yaml/read-document.js';
import { manifestFiles } from './manifest-files';

/** Reads the files that `audit` audits, and no more. */
export const scenario = manifestFiles((folder) => {
  for (const input of inputsOf([folder])) {
    for (const document of readDocuments(input.chunks())) {
      readDocument(document);
    }
  }
});
