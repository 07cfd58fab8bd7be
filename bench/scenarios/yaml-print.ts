import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { manifestFiles } from './manifest-files';

/** Reading and printing with the package `yaml`, which keeps comments but not the rest of the text. */
export const scenario = manifestFiles((folder) => {
  for (const file of readdirSync(folder)) {
    for (const document of parseAllDocuments(readFileSync(join(folder, file), 'utf8'))) {
      document.toString();
    }
  }
});
