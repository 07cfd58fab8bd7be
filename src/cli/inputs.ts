import { closeSync, openSync, readdirSync, readSync, statSync } from 'fs';
import { join } from 'path';

/** A file, or standard input. */
export interface Input {
  /** As findings name it. */
  readonly name: string;
  /** Whether the user named it, and it did not just lie in a folder: then it must hold Kubernetes objects. */
  readonly isNamed: boolean;
  readonly chunks: () => Iterable<Uint8Array>;
}

/** What makes it impossible to do the work, with its place. Ends in exit code 2. */
export class CannotWork extends Error {}

const MANIFEST = /\.(yaml|yml|json)$/;
const STANDARD_INPUT = '-';
const CHUNK = 1 << 20;

/**
 * The files behind what a user names: a file is itself, a folder all manifests in it, however deep, by name.
 *
 * @throws CannotWork where there is no such path
 */
export function* inputsOf(paths: readonly string[]): Generator<Input> {
  for (const path of paths) {
    if (path === STANDARD_INPUT) {
      yield { name: 'stdin', isNamed: true, chunks: () => chunksOf(0) };
    } else if (stat(path).isDirectory()) {
      yield* manifestsIn(path);
    } else {
      yield fileAt(path, true);
    }
  }
}

function* manifestsIn(folder: string): Generator<Input> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    // A link to a folder could lead round in circles; one to a file is the file.
    if (entry.isDirectory()) {
      yield* manifestsIn(path);
    } else if (MANIFEST.test(entry.name) && (entry.isFile() || stat(path).isFile())) {
      yield fileAt(path, false);
    }
  }
}

function fileAt(path: string, isNamed: boolean): Input {
  return { name: path, isNamed, chunks: () => readFile(path) };
}

function stat(path: string) {
  try {
    return statSync(path);
  } catch (error) {
    throw new CannotWork(`${path}: ${reasonOf(error)}`);
  }
}

function* readFile(path: string): Generator<Uint8Array> {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw new CannotWork(`${path}: ${reasonOf(error)}`);
  }
  try {
    yield* chunksOf(file);
  } finally {
    closeSync(file);
  }
}

function* chunksOf(file: number): Generator<Uint8Array> {
  for (;;) {
    const buffer = Buffer.allocUnsafe(CHUNK);
    const length = readWaiting(file, buffer);
    if (length === 0) {
      return;
    }
    yield buffer.subarray(0, length);
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
        throw new CannotWork(`cannot be read: ${reasonOf(error)}`);
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT);
    }
  }
}

const WAIT = 5;

const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
