import { closeSync, openSync, readdirSync, readSync, Stats, statSync } from 'fs';
import { basename, join } from 'path';
import { HeldFiles } from './held-files';
import { Input, isAudited, isDockerfileName, STDIN } from './input';
import { InputError, withPlace } from '../../formats/manifest/input-error';

const STANDARD_INPUT = '-';
const FIRST_CHUNK = 16 * 1024;
const MAX_CHUNK = 1024 * 1024;

/**
 * The files that a user names: for a folder all manifests and Dockerfiles in it, at any depth, in the order of their names.
 *
 * @param stdin opens standard input, which is named -
 * @param held keeps small files that are read ahead
 * @throws InputError if a path does not exist
 */
export function* inputsOf(paths: readonly string[], stdin = standardInput, held = new HeldFiles()): Generator<Input> {
  for (const path of paths) {
    if (path === STANDARD_INPUT) {
      yield { name: STDIN, isDockerfile: false, isNamed: true, ...readOnce(stdin) };
      continue;
    }
    const found = withPlace(path, () => statSync(path));
    if (found.isDirectory()) {
      yield* filesIn(path, held);
    } else {
      yield fileAt(path, true, held, found.isFile());
    }
  }
}

/** Standard input of this process. */
export function standardInput(): Iterable<Uint8Array> {
  return chunksOf(0, STDIN);
}

function* filesIn(folder: string, held: HeldFiles): Generator<Input> {
  const entries = withPlace(folder, () => readdirSync(folder, { withFileTypes: true })).sort((a, b) => a.name < b.name ? -1 : 1);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const target = entry.isSymbolicLink() ? targetOf(path) : entry;
    if (entry.isDirectory()) {
      yield* folderIn(path, held);
    } else if (target?.isDirectory()) {
      yield { ...unreadable(path, () => []), isLinkToFolder: true };
    } else if (isAudited(entry.name)) {
      yield target?.isFile() ?? true ? fileAt(path, false, held) : unreadable(path, () => {
        throw new InputError(`${path}: is not a regular file: remove it, or pass its path to read it`);
      });
    }
  }
}

/** An unreadable folder in a folder becomes an unreadable input, so that the files after it are still audited. */
function* folderIn(folder: string, held: HeldFiles): Generator<Input> {
  try {
    yield* filesIn(folder, held);
  } catch (error) {
    yield unreadable(folder, () => {
      throw error;
    });
  }
}

function unreadable(name: string, chunks: Input['chunks']): Input {
  return { name, isDockerfile: false, isNamed: false, chunks, preview: chunks };
}

/**
 * The target of a link: only files are read. A link to a folder could lead round in circles, and kubectl follows none; a device has no end,
 * and a pipe may never begin. Undefined for a link that leads nowhere, to itself, or to where nobody may look: reading it fails.
 */
function targetOf(link: string): Stats | undefined {
  try {
    return statSync(link, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function fileAt(path: string, isNamed: boolean, held: HeldFiles, isFile = true): Input {
  const name = basename(path);
  const read = () => readFile(path);
  return {
    name: plainPath(path),
    isDockerfile: isDockerfileName(name),
    isNamed,
    ...isFile ? held.reading(read) : readOnce(read),
  };
}

/** A line of a report begins with the path of its file, and where a log of GitHub or Azure has a line that begins so, it is a command. */
function plainPath(path: string): string {
  return /^\s*(?:::|##)/.test(path) ? `./${path}` : path;
}

/** How much of standard input, or of a pipe, is held for reading it twice. */
const MAX_HELD = 16 * 1024 * 1024;

/** What can be read once, read again: what previews have read is held until all is read. */
function readOnce(open: () => Iterable<Uint8Array>): Pick<Input, 'chunks' | 'preview'> {
  let source: Iterator<Uint8Array> | undefined;
  let held: Uint8Array[] = [];
  let failure: { readonly error: unknown } | undefined;
  return {
    * preview() {
      yield* held;
      source ??= open()[Symbol.iterator]();
      for (let size = held.reduce((sum, { length }) => sum + length, 0); size < MAX_HELD;) {
        let next: IteratorResult<Uint8Array>;
        try {
          next = source.next();
        } catch (error) {
          failure = { error };
          throw error;
        }
        if (next.done) {
          return;
        }
        held.push(next.value);
        size += next.value.length;
        yield next.value;
      }
    },
    * chunks() {
      const rest = source ?? open()[Symbol.iterator]();
      const before = held;
      held = [];
      yield* before;
      if (failure) {
        throw failure.error;
      }
      for (let next = rest.next(); !next.done; next = rest.next()) {
        yield next.value;
      }
    },
  };
}

function* readFile(path: string): Generator<Uint8Array> {
  const file = withPlace(path, () => openSync(path, 'r'));
  try {
    yield* chunksOf(file, path);
  } finally {
    closeSync(file);
  }
}

function* chunksOf(file: number, name: string): Generator<Uint8Array> {
  // Most files are small, and there can be many: the read that finds the end of one needs no buffer of its own.
  let size = FIRST_CHUNK;
  for (let free = Buffer.allocUnsafe(size); ;) {
    const length = withPlace(name, () => readWaiting(file, free));
    if (length === 0) {
      return;
    }
    yield free.subarray(0, length);
    free = free.subarray(length);
    if (free.length === 0) {
      size = Math.min(4 * size, MAX_CHUNK);
      free = Buffer.allocUnsafe(size);
    }
  }
}

/** A pipe that has nothing yet says EAGAIN, and one that was closed may say EOF. */
function readWaiting(file: number, buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(file, buffer);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') {
        return 0;
      }
      if (code !== 'EAGAIN') {
        throw error;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT);
    }
  }
}

const WAIT = 5;
