import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { unzipSync } from 'fflate';
import { list } from 'tar';
import { withTemporaryFolder } from '../temporary-folder';

/** Archives that tar reads; all others are ZIP files, such as wheels and jars. */
const TAR = /\.t?gz$/;
/** The npm package that a package of another language has in it. */
const PACKED = /\.jsii\.tgz$/;

/** The text of a file in an npm package, or in the one that an archive has in it. Undefined if there is none. */
export function contentsOf(archive: string, path: string): string | undefined {
  const packed = TAR.test(archive) ? fromTar(archive, PACKED) : fromZip(archive, PACKED);
  if (packed === undefined) return TAR.test(archive) ? fromTar(archive, path)?.toString('utf8') : undefined;
  return withTemporaryFolder('contents', (work) => {
    const inner = join(work, 'package.tgz');
    writeFileSync(inner, packed);
    return fromTar(inner, path)?.toString('utf8');
  });
}

function fromZip(archive: string, wanted: RegExp): Uint8Array | undefined {
  return Object.values(unzipSync(readFileSync(archive), { filter: ({ name }) => wanted.test(name) }))[0];
}

function fromTar(archive: string, wanted: RegExp | string): Buffer | undefined {
  let found: Buffer[] | undefined;
  list({
    file: archive,
    sync: true,
    filter: (name) => typeof wanted === 'string' ? name === wanted : wanted.test(name),
    onReadEntry: (entry) => {
      const chunks: Buffer[] = found = [];
      entry.on('data', (chunk) => chunks.push(chunk));
    },
  });
  return found && Buffer.concat(found);
}
