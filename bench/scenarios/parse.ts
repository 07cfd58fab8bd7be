import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { manifestFiles } from './manifest-files';

/** Reads the files with js-yaml, and no more. */
export const scenario = manifestFiles((folder) => {
  for (const file of readdirSync(folder)) {
    loadAll(readFileSync(join(folder, file), 'utf8'));
  }
});
