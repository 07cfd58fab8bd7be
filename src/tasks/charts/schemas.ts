import { readdirSync, statSync } from 'fs';
import { basename, posix } from 'path';
import { isArchive } from './chart-file';
import { readConfinedFile } from '../../formats/files/confined-file';
import { leadsToGit } from '../../formats/files/git-folder';
import { readGivenFile } from '../../formats/files/given-file';
import { InputError, withPlace } from '../../formats/manifest/input-error';
import { realPath } from '../../formats/manifest/real-path';
import { joined } from '../../formats/manifest/slashed';
import { packedFiles } from '../image-facts/layer/packed-files';

const SCHEMA_FILE = 'values.schema.json';
/** The maximum size of an unpacked archive in bytes. The largest common chart has 10 MiB. */
const MOST_BYTES = 64 * 1024 * 1024;
/** The maximum depth of archives in archives. */
const DEEPEST = 10;

/** Keys by which a schema refers to another schema. */
const REFERENCES = new Set(['$ref', '$dynamicRef', '$recursiveRef']);
/**
 * Addresses that a schema may use as a name, because Helm cannot read them. Helm would read addresses of localhost, for which it uses no
 * proxy. A user can come before the host: `http://user@localhost`.
 */
const NAME = /^(?:#|https?:\/\/(?!localhost\b|[\d.]+(?:[:/?#]|$))[\w.-]+(?::\d+)?(?:[/?#]|$)|urn:|[^:/\\]*$)/i;

/**
 * Refuses schemas that refer to other schemas. Helm would read those from files and from localhost, and print their content.
 *
 * @param chart path of a folder or of an archive
 * @throws InputError naming the schema
 */
export function checkSchemas(chart: string): void {
  if (withPlace(chart, () => statSync(chart)).isDirectory()) {
    checkFolder(chart, realPath(chart));
  } else {
    checkArchive(chart, readGivenFile(chart), 0);
  }
}

/** Follows links, because `checkLinks` makes sure that they lead to files in the chart. */
function checkFolder(folder: string, root: string): void {
  for (const entry of withPlace(folder, () => readdirSync(folder, { withFileTypes: true }))) {
    const path = joined(folder, entry.name);
    if (leadsToGit(entry.name)) {
      continue; // Helm gets the chart without git folders.
    }
    if (entry.isDirectory()) {
      checkFolder(path, root);
    } else if ((entry.name === SCHEMA_FILE || isArchive(entry.name)) && isFile(path)) {
      checkFile(path, readConfinedFile(path, root), 0);
    }
  }
}

/** Whether a path exists and is not a folder. Helm reports a broken link. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
}

function checkFile(path: string, bytes: Buffer, depth: number): void {
  if (basename(path) === SCHEMA_FILE) {
    checkSchema(path, bytes);
  } else {
    checkArchive(path, bytes, depth);
  }
}

function checkArchive(path: string, bytes: Buffer, depth: number): void {
  archived(path, bytes, depth).forEach(([name, content]) => checkFile(`${path}: ${normalized(name)}`, content, depth + 1));
}

function archived(path: string, bytes: Buffer, depth: number): ReturnType<typeof packedFiles> {
  const isWanted = (name: string) => basename(normalized(name)) === SCHEMA_FILE || isArchive(name);
  if (depth > DEEPEST) {
    throw new InputError(`${path}: the chart nests archives more than ${DEEPEST} levels deep, so `
      + 'it was not rendered: unpack its subcharts');
  }
  try {
    return packedFiles(bytes, isWanted, MOST_BYTES);
  } catch (error) {
    throw new InputError(`${path}: ${packedProblem(error)}`);
  }
}

/** The problem of an archive that cannot be read. Any such archive is refused, because Helm may still read it. */
function packedProblem(error: unknown): string {
  return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    ? `unpacks to more than ${MOST_BYTES / 1024 ** 2} MiB, so it was not rendered: remove files that `
      + 'do not belong to the chart, and pack it again with `helm package`'
    : 'is not a packed chart (.tgz), or is damaged: pack it again with `helm package`';
}

/** A name in an archive, as Helm reads it. */
function normalized(name: string): string {
  return posix.normalize(name.replaceAll('\\', '/'));
}

function checkSchema(path: string, bytes: Buffer): void {
  let schema: unknown;
  try {
    schema = JSON.parse(bytes.toString());
  } catch {
    throw new InputError(`${path}: is not JSON, so the chart was not rendered: correct it`);
  }
  const left: unknown[] = [schema];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === 'object' && next !== null) {
      for (const [key, value] of Object.entries(next)) {
        if (typeof value === 'string' && leadsElsewhere(key, value)) {
          throw new InputError(`${path}: ${key} ${JSON.stringify(value)} refers to another file or host, so the chart was not rendered: `
            + 'copy the schema into `$defs`, and refer to it by "#/$defs/NAME"');
        }
        left.push(value ?? false);
      }
    }
  }
}

function leadsElsewhere(key: string, value: string): boolean {
  return REFERENCES.has(key) ? !value.startsWith('#') : (key === '$id' || key === 'id' || key === '$schema') && !NAME.test(value);
}
