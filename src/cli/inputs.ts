import { closeSync, openSync, readdirSync, readSync, statSync } from 'fs';
import { basename, join } from 'path';
import { withPlace } from './cannot-work';

/** A file, or standard input. */
export interface Input {
  /** As findings name it. */
  readonly name: string;
  /** Whether it is a Dockerfile, by its name; all else holds manifests. */
  readonly isDockerfile: boolean;
  /** Whether the user named it, and it did not just lie in a folder: then it must hold Kubernetes objects. */
  readonly isNamed: boolean;
  readonly chunks: () => Iterable<Uint8Array>;
}

const MANIFEST = /\.(yaml|yml|json)$/;
const DOCKERFILE = /^(?:(?:Docker|Container)file\..+|(?:[Dd]ocker|[Cc]ontainer)file(?:[_-][^.]+)?|DOCKERFILE|.+\.(?:[Dd]ocker|[Cc]ontainer)file)$/;
/** What lies beside Dockerfiles under names like theirs: lists for .dockerignore, templates, notes and old versions. */
const NO_DOCKERFILE = /\.(?:dockerignore|containerignore|j2|jinja2?|tmpl|tpl|template|erb|mustache|in|md|txt|bak|old|orig|rej|swp)$|~$/;
const STANDARD_INPUT = '-';
const STDIN = 'stdin';
const FIRST_CHUNK = 16 * 1024;
const MAX_CHUNK = 1024 * 1024;

/**
 * The files behind what a user names: a file is itself, a folder all manifests and Dockerfiles in it, however deep, by name.
 *
 * @throws CannotWork where there is no such path
 */
export function* inputsOf(paths: readonly string[]): Generator<Input> {
  for (const path of paths) {
    if (path === STANDARD_INPUT) {
      yield { name: STDIN, isDockerfile: false, isNamed: true, chunks: () => chunksOf(0, STDIN) };
    } else if (withPlace(path, () => statSync(path)).isDirectory()) {
      yield* filesIn(path);
    } else {
      yield fileAt(path, true);
    }
  }
}

function* filesIn(folder: string): Generator<Input> {
  const entries = withPlace(folder, () => readdirSync(folder, { withFileTypes: true })).sort((a, b) => a.name < b.name ? -1 : 1);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* filesIn(path);
    } else if (isJudged(entry.name) && (entry.isFile() || (entry.isSymbolicLink() && !leadsToFolder(path)))) {
      yield fileAt(path, false);
    }
  }
}

/** Whether a name says that there are manifests in a file. */
export function isManifestName(name: string): boolean {
  return MANIFEST.test(name);
}

function isJudged(name: string): boolean {
  return MANIFEST.test(name) || (DOCKERFILE.test(name) && !NO_DOCKERFILE.test(name));
}

/**
 * A link to a folder could lead round in circles, and kubectl follows none; one that leads nowhere is no folder, and fails when
 * it is read.
 */
function leadsToFolder(link: string): boolean {
  return statSync(link, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function fileAt(path: string, isNamed: boolean): Input {
  const name = basename(path);
  return { name: path, isDockerfile: DOCKERFILE.test(name) && !MANIFEST.test(name), isNamed, chunks: () => readFile(path) };
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
  // Most files are small, and there can be many.
  for (let size = FIRST_CHUNK; ; size = Math.min(4 * size, MAX_CHUNK)) {
    const buffer = Buffer.allocUnsafe(size);
    const length = withPlace(name, () => readWaiting(file, buffer));
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
        throw error;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT);
    }
  }
}

const WAIT = 5;
