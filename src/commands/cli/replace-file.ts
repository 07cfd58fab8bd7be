import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'fs';
import { dirname } from 'path';
import { uninterrupted } from './uninterrupted';
import { partialPath } from '../../formats/manifest/partial-path';

/**
 * Writes a file that appears only once it is complete. Folders that are missing are made.
 *
 * @param mode of a new file
 */
export function replaceFile(path: string, chunks: Iterable<string | Uint8Array>, mode?: number): void {
  uninterrupted(() => {
    mkdirSync(dirname(path), { recursive: true });
    const partial = partialPath(path);
    const file = openSync(partial, 'wx', mode);
    try {
      try {
        for (const chunk of chunks) {
          writeFileSync(file, chunk);
        }
      } finally {
        closeSync(file);
      }
      renameSync(partial, path);
    } catch (error) {
      rmSync(partial, { force: true });
      throw error;
    }
  });
}
