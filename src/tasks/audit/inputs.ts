import { readdirSync, Stats, statSync } from 'fs';
import { basename, join } from 'path';
import { HeldFiles } from './held-files';
import { Input, isAudited, isDockerfileName, STDIN } from './input';
import { chunksOf } from '../../formats/files/chunks';
import { confinedFolder } from '../../formats/files/confined-file';
import { namedChunks, NamedFile } from '../../formats/files/named-file';
import { repositoryRoot } from '../../formats/files/repository-root';
import { withPlace } from '../../formats/manifest/input-error';
import { joined, slashed } from '../../formats/manifest/slashed';

const STANDARD_INPUT = '-';

/**
 * The files that a user names. For a folder, all manifests and Dockerfiles in it, at any depth, sorted by name.
 *
 * @param stdin opens standard input, which is named -
 * @param held keeps small files that are read early
 * @param onOther called with each file in a folder that is not read
 * @throws InputError if a path does not exist
 */
export function* inputsOf(
  paths: readonly string[], stdin = standardInput, held = new HeldFiles(), onOther: (path: string) => void = () => {},
): Generator<Input> {
  for (const path of paths.map((each) => slashed(each))) {
    if (path === STANDARD_INPUT) {
      yield { name: STDIN, isDockerfile: false, isNamed: true, ...readOnce(stdin) };
      continue;
    }
    const found = withPlace(path, () => statSync(path));
    if (found.isDirectory()) {
      yield* filesIn(path, { root: repositoryRoot(path), held, onOther });
    } else {
      yield fileAt({ path }, held, found.isFile());
    }
  }
}

/** Standard input of this process. */
export function standardInput(): Iterable<Uint8Array> {
  return chunksOf(0, STDIN);
}

/** Options for reading folders. */
interface Walk {
  readonly root: string;
  readonly held: HeldFiles;
  readonly onOther: (path: string) => void;
}

function* filesIn(folder: string, walk: Walk): Generator<Input> {
  const { root, held, onOther } = walk;
  const real = confinedFolder(folder, root);
  const entries = withPlace(folder, () => readdirSync(folder, { withFileTypes: true })).sort((a, b) => a.name < b.name ? -1 : 1);
  for (const entry of entries) {
    const path = joined(folder, entry.name);
    if (entry.isDirectory()) {
      // Other names for git's folder are refused when they are read: skipping them could hide the files of a normal folder.
      yield* /^\.git$/i.test(entry.name) ? [] : folderIn(path, walk);
    } else if (entry.isSymbolicLink() && targetOf(path)?.isDirectory()) {
      yield { ...unreadable(path, () => []), isLinkToFolder: true };
    } else if (isAudited(entry.name)) {
      yield fileAt({ path, root, real: real !== undefined && entry.isFile() ? join(real, entry.name) : undefined }, held);
    } else {
      onOther(path);
    }
  }
}

/** An unreadable folder inside a folder becomes an unreadable input, so that the audit continues with the next files. */
function* folderIn(folder: string, walk: Walk): Generator<Input> {
  try {
    yield* filesIn(folder, walk);
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
 * The target of a link. kubectl does not follow links to folders, which can form a cycle. Undefined for a link that is broken, points to
 * itself, or points to a forbidden place: reading it fails.
 */
function targetOf(link: string): Stats | undefined {
  try {
    return statSync(link, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function fileAt(file: NamedFile, held: HeldFiles, isFile = true): Input {
  const { path, root } = file;
  const read = () => namedChunks(file);
  return {
    name: plainPath(path),
    file,
    isDockerfile: isDockerfileName(basename(path)),
    isNamed: root === undefined,
    ...isFile ? held.reading(read) : readOnce(read),
  };
}

/** Changes a path that logs of GitHub or Azure would read as a command, because lines of a report begin with the path of a file. */
function plainPath(path: string): string {
  return /^\s*(?:::|##)/.test(path) ? `./${path}` : path;
}

/** Maximum number of bytes of standard input, or of a pipe, that are kept to read them twice. */
const MAX_HELD = 16 * 1024 * 1024;

/** Lets an input that can be read once be read again: the bytes of previews are kept until everything is read. */
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
