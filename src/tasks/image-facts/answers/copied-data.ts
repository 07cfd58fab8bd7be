import { posix } from 'path';
import { Ids } from './accounts';
import { codeKind, isPartDirectory, LOADED_FROM, PROGRAM_MARKERS, SEARCH_PATHS } from './code-names';
import { isIn, normalizePath } from '../../../formats/manifest/paths';
import { NotData } from '../../../knowledge/image-lock/facts/image-facts';
import { ImageConfig } from '../config';
import { FileTree } from '../files/file-tree';
import { FoundFile, pathWithoutLinks } from '../files/find';
import { hasBit, isExecutable } from '../files/mode';
import { FileNode } from '../files/node';

/** What the start of an image names. */
export interface NamedPaths {
  /** The words of ENTRYPOINT, CMD and the start scripts that are absolute paths. */
  readonly named: ReadonlySet<string>;
  /** What is started or sourced, also if the image lacks it. */
  readonly run: ReadonlySet<string>;
}

/** What the start and the variables of an image name. */
export interface NamedPlaces extends NamedPaths {
  /** The directories that code is searched in. */
  readonly searched: ReadonlySet<string>;
}

/** The paths that the start and the variables of an image name, as they are written, and without links. */
export function namedPlaces({ named, run }: NamedPaths, { env }: ImageConfig, tree: FileTree): NamedPlaces {
  const both = (paths: readonly string[]) => new Set(paths.flatMap((path) => [path, pathWithoutLinks(tree, path)]));
  const inVariables = (variables: ReadonlySet<string>) => [...env].flatMap(([name, value]) => variables.has(name) ? pathsIn(value) : []);
  return { named: both([...named]), run: both([...inVariables(LOADED_FROM), ...run]), searched: both(inVariables(SEARCH_PATHS)) };
}

/** More files are not a small set of data. */
const MOST_FILES = 1000;

/**
 * Why the content of a directory must not become writable, or cannot be copied: the first file that shows it. Undefined if the directory
 * only has data.
 *
 * @param user the user that copies and writes the files
 */
export function notData(directory: FoundFile, user: Ids, { named, run }: NamedPaths): NotData | undefined {
  const { path, above } = directory;
  const marked = above.flatMap(({ node, path: place }) => markerIn(node).map((name) => posix.join(place, name)))[0];
  const part = path.split('/').findIndex((step) => PROGRAM_MARKERS.has(step) || isPartDirectory(step));
  if (marked !== undefined || part > 0) {
    return { path: marked ?? path.split('/').slice(0, part + 1).join('/'), why: 'package' };
  }
  const started = [...run].find((each) => isIn(each, path));
  return started === undefined ? new Search(path, user, named).in(directory.node, path) : { path: started, why: 'started' };
}

/** Files that make everything below the directory a part of a program. */
function markerIn({ children }: FileNode): readonly string[] {
  const isFile = ({ kind }: FileNode) => kind !== 'absent' && kind !== 'directory';
  return [...children ?? []].flatMap(([name, child]) => PROGRAM_MARKERS.has(name) && isFile(child) ? name : []);
}

/** The paths in the value of a variable such as PATH or NODE_OPTIONS. */
function pathsIn(value: string): readonly string[] {
  return value.split(/[:;,=\s]/).filter((each) => each.startsWith('/')).map(normalizePath);
}

/** Whether an entry is a part of a program, by its name. An empty directory for plugins, for example, is none. */
function isPart(node: FileNode, name: string): boolean {
  const hasContent = node.kind === 'symlink' || (node.kind === 'directory' && hasFile(node));
  return PROGRAM_MARKERS.has(name) || (hasContent && isPartDirectory(name));
}

function hasFile({ children }: FileNode): boolean {
  return [...children ?? []].some(([, child]) => child.kind === 'directory' ? hasFile(child) : child.kind !== 'absent');
}

class Search {
  private files = 0;

  constructor(private readonly top: string, private readonly user: Ids, private readonly named: ReadonlySet<string>) {}

  /** The first file in a directory, in the order of names, that is not data. */
  public in(node: FileNode, path: string): NotData | undefined {
    if (!this.mayUse(node, 0o5)) {
      return { path, why: 'unreadable' };
    }
    for (const [name, child] of [...node.children ?? []].sort(([one], [other]) => one < other ? -1 : 1)) {
      const place = `${path}/${name}`;
      const found = child.kind === 'directory' && !isPart(child, name) ? this.in(child, place) : this.reason(child, name, place);
      if (found) {
        return typeof found === 'string' ? { path: place, why: found } : found;
      }
    }
    return undefined;
  }

  private reason(node: FileNode, name: string, path: string): NotData['why'] | undefined {
    const { kind, mode, target = '', code } = node;
    if (kind === 'absent') {
      return undefined;
    }
    if (isPart(node, name)) {
      return 'package';
    }
    if (kind === 'hardlink') {
      return 'link';
    }
    if (kind === 'symlink') {
      const inside = this.named.has(path) ? 'started' : codeKind(name);
      return isIn(posix.resolve(posix.dirname(path), target), this.top) ? inside : 'link';
    }
    if (kind === 'other') {
      return 'device';
    }
    if (hasBit(mode, 0o4000) || hasBit(mode, 0o2000)) {
      return 'setuid';
    }
    if (isExecutable(mode)) {
      return 'executable';
    }
    if (this.named.has(path)) {
      return 'started';
    }
    if (!this.mayUse(node, 0o4)) {
      return 'unreadable';
    }
    return codeKind(name) ?? code ?? (++this.files > MOST_FILES ? 'many' : undefined);
  }

  /** Whether the user has these rights, as bits of one digit of a mode. */
  private mayUse({ uid, gid, mode }: FileNode, rights: number): boolean {
    const others = gid === this.user.gid ? 0o10 : 0o1;
    const digit = uid === this.user.uid ? 0o100 : others;
    return [0o1, 0o2, 0o4].every((bit) => !hasBit(rights, bit) || hasBit(mode, bit * digit));
  }
}
