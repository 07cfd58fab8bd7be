import { FileChange } from '../../../../src/commands/cli/suggest/changes';
import { Entry, Listing } from '../../../../src/commands/cli/suggest/listing';
import { RunObservation } from '../../../../src/commands/cli/suggest/observation';
import { suggest, Suggestion } from '../../../../src/commands/cli/suggest/suggestion';

const DIRECTORY: Entry = { kind: 'directory', mode: 0o755, uid: 0, gid: 0, size: 0 };
const FILE: Entry = { kind: 'file', mode: 0o644, uid: 0, gid: 0, size: 10 };

/** A root filesystem from its paths, one that ends in a slash being a directory; and what is special about some. */
export function listing(paths: readonly string[], special: { readonly [path: string]: Partial<Entry> } = {}): Listing {
  return new Map(paths.map((path) => {
    const plain = path.endsWith('/') ? path.slice(0, -1) : path;
    return [plain, { ...path.endsWith('/') ? DIRECTORY : FILE, ...special[plain] }];
  }));
}

/** Changes as `docker diff` writes them: `A /path`. */
export function changes(...lines: readonly string[]): FileChange[] {
  const kinds = { A: 'added', C: 'changed', D: 'deleted' } as const;
  return lines.map((line) => ({ kind: kinds[line[0] as keyof typeof kinds], path: line.slice(2).replace(/\/$/, '') }));
}

/** What is suggested for an image with these files, a shell among them, and these changes. */
export function suggestFor(image: readonly string[], lines: readonly string[], more: Partial<RunObservation> = {}): Suggestion {
  const before = listing(['/bin/', '/bin/sh', ...image]);
  const after = new Map([...before, ...listing(lines.filter((line) => !line.startsWith('D')).map((line) => line.slice(2)))]);
  return suggest({ before, after, changes: changes(...lines), volumes: [], reader: {}, ...more });
}

/** The suggested paths, those to be seeded with a star. */
export function pathsOf({ paths }: Suggestion): string[] {
  return paths.map(({ path, isSeeded }) => path + (isSeeded ? ' *' : ''));
}
