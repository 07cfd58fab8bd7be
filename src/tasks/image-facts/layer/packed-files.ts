import { gunzipSync } from 'zlib';
import { Parser } from './tar-parser';

/**
 * The matching files of a .tgz with their paths, in order.
 *
 * @param mostBytes maximum size of all files together
 * @throws Error if it is not a .tgz, or is too large
 */
export function packedFiles(
  bytes: Buffer, isWanted: (path: string, type: string) => boolean, mostBytes: number,
): readonly (readonly [path: string, content: Buffer])[] {
  const files: (readonly [string, Buffer])[] = [];
  const errors: Error[] = [];
  const parser = new Parser({
    strict: true,
    brotli: false,
    zstd: false,
    onReadEntry: (entry) => {
      const chunks: Buffer[] = [];
      if (isWanted(entry.path, entry.type)) {
        entry.on('data', (chunk: Buffer) => chunks.push(chunk));
        entry.on('end', () => files.push([entry.path, Buffer.concat(chunks)]));
      } else {
        entry.resume();
      }
    },
  });
  parser.on('error', (error) => errors.push(error));
  parser.write(gunzipSync(bytes, { maxOutputLength: mostBytes }));
  parser.end();
  if (errors.length > 0) {
    throw errors[0];
  }
  return files;
}
