import { existsSync, lstatSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'fs';
import { tmpdir } from 'os';
import { basename, dirname, join, relative, resolve } from 'path';
import { Spool, SpoolFile } from './spool';
import { confinedTarget } from '../../../formats/files/confined-file';
import { refuseLinkedTarget } from '../../../formats/files/linked-target';
import { repositoryRoot } from '../../../formats/files/repository-root';
import { InputError, withPlace } from '../../../formats/manifest/input-error';
import { isInside } from '../../../formats/manifest/is-inside';
import { existingPath, realPath } from '../../../formats/manifest/real-path';
import { joined } from '../../../formats/manifest/slashed';
import { Input, Rendering, STDIN } from '../../../tasks/audit/input';
import { Io } from '../io';
import { uninterrupted } from '../uninterrupted';

/** The destination of hardened inputs. It writes them once all are complete. */
export interface Destination {
  /** Takes the bytes of one input, chunk by chunk. */
  readonly take: (input: Input, chunks: Iterable<Uint8Array>, hasChanged: () => boolean) => Generator<void>;
  /** Writes the taken inputs. */
  readonly finish: () => void;
  /** Discards inputs that are not written yet. */
  readonly discard: () => void;
}

/** Writes all inputs to standard output, as one stream of documents. */
export function toStandardOutput({ stdout }: Io): Destination {
  const file = new SpoolFile();
  const spool = new Spool(join(tmpdir(), 'cdk8s-hardened'), file);
  let last: number | undefined;
  const write = (bytes: Uint8Array) => {
    spool.write(bytes);
    last = bytes.length > 0 ? bytes[bytes.length - 1] : last;
  };
  return {
    * take(_, chunks) {
      let isFirst = true;
      for (const bytes of chunks) {
        // Without a separator, the last document of a file and the first document of the next file would become one document.
        if (isFirst && last !== undefined) {
          write(Buffer.from(`${last === LINE_FEED ? '' : '\n'}${startsDocument(bytes) ? '' : '---\n'}`));
        }
        isFirst = false;
        write(bytes);
        yield;
      }
    },
    finish: () => {
      spool.end();
      for (const bytes of spool.chunks()) {
        stdout.write(bytes);
      }
    },
    discard: () => file.close(),
  };
}

const LINE_FEED = 10;

function startsDocument(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 3)).toString('latin1') === '---';
}

const WRITTEN_ELSEWHERE: { readonly [kind in Rendering['kind']]: string } = {
  chart: 'a chart renders to: use --output-dir, or change its values',
  kustomization: 'a kustomization renders to: use --output-dir, or name the files that it includes',
};

/**
 * @param option the option that changes the input
 * @throws InputError if the input is not a file that can be changed
 */
export function checkInPlace({ name, rendering }: Input, option: string): void {
  if (name === STDIN) {
    throw new InputError(`${option} cannot change standard input: name files or folders`);
  }
  if (rendering) {
    throw new InputError(`${name}: ${option} cannot change what ${WRITTEN_ELSEWHERE[rendering.kind]}`);
  }
}

/**
 * Overwrites each file that changes.
 *
 * @param roots the paths that the user named. A link in a folder must not lead to a file outside of them
 */
export function inPlace(roots: readonly string[]): Destination {
  const spools = new Map<string, { spool: Spool; mode: number }>();
  const places = roots.filter((root) => root !== '-').map(realTarget);
  const file = new SpoolFile();
  return {
    * take(input, chunks, hasChanged) {
      checkInPlace(input, '--write');
      // The file that a link leads to: replacing the link would leave the file as it is.
      const path = withPlace(input.name, () => existingPath(input.name));
      if (!places.some((place) => isInside(place, path))) {
        yield* drain(chunks);
        if (hasChanged()) {
          throw new InputError(`${input.name}: is a link to ${path}, which is outside of the paths `
            + 'that you named: name that file, too, or use --output-dir');
        }
        return;
      }
      const spool = new Spool(path, file);
      yield* fill(spool, chunks);
      if (hasChanged()) {
        spools.set(path, { spool, mode: statSync(path).mode });
      }
    },
    finish: () => uninterrupted(() => spools.forEach(({ spool, mode }) => spool.save(mode))),
    discard: () => file.close(),
  };
}

/** The target of a path that the user named. A hook may pass on any link of a repository, so such a link must not lead out of it. */
function realTarget(root: string): string {
  const repository = repositoryRoot('.', '');
  return repository !== '' && isInside(repository, resolve(realPath('.'), root)) ? confinedTarget(root, repository) : realPath(root);
}

/**
 * Writes every file, changed or not, to a folder. A file from a named folder keeps its path inside that folder. Any other file keeps only
 * its name.
 *
 * @param roots the paths that the user named
 */
export function inOutputFolder(folder: string, roots: readonly string[]): Destination {
  refuseLinkedTarget(folder);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new InputError(`${folder}: is not a folder: name another --output-dir`);
  }
  const spools = new Map<string, Spool>();
  const file = new SpoolFile();
  const created: string[] = [];
  return {
    * take(input, chunks) {
      const path = joined(folder, pathIn(input, roots));
      if (spools.has(path)) {
        throw new InputError(`${input.name}: another input is written to ${path}: rename one, or use two folders`);
      }
      refuseLinkedTarget(path, folder);
      withPlace(path, () => {
        if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) {
          throw new InputError('is a folder: remove it, or use another --output-dir');
        }
      });
      const spool = new Spool(path, file);
      spools.set(path, spool);
      yield* fill(spool, chunks);
    },
    finish: () => uninterrupted(() => {
      for (const path of spools.keys()) {
        created.push(...missingFolders(resolve(path)));
        withPlace(path, () => mkdirSync(dirname(path), { recursive: true }));
      }
      spools.forEach((spool) => spool.save());
    }),
    discard: () => {
      file.close();
      // The deepest folder comes first. A folder with finished files is not empty, and stays.
      for (const path of created.sort((a, b) => b.length - a.length)) {
        if (existsSync(path) && readdirSync(path).length === 0) {
          rmdirSync(path);
        }
      }
    },
  };
}

/** The folders of a path that do not exist yet. */
function missingFolders(path: string): readonly string[] {
  const folder = dirname(path);
  return existsSync(folder) ? [] : [folder, ...missingFolders(folder)];
}

function pathIn({ name, rendering }: Input, roots: readonly string[]): string {
  if (name === 'stdin') {
    return 'stdin.yaml';
  }
  if (rendering) {
    return `${basename(realPath(name)).replace(/\.(?:tgz|tar\.gz)$/, '')}.yaml`;
  }
  const inside = roots.map((root) => relative(root, name)).find((path) => path !== '' && !path.startsWith('..') && resolve(path) !== path);
  return inside ?? basename(name);
}

/** Writes no file, for runs that only report. */
export function nowhere(): Destination {
  return {
    take: (_, chunks) => drain(chunks),
    finish: () => {},
    discard: () => {},
  };
}

function* drain(chunks: Iterable<Uint8Array>): Generator<void> {
  for (const bytes of chunks) {
    void bytes;
    yield;
  }
}

function* fill(spool: Spool, chunks: Iterable<Uint8Array>): Generator<void> {
  for (const bytes of chunks) {
    spool.write(bytes);
    yield;
  }
  spool.end();
}
