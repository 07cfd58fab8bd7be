import { hasBit, isShared } from './mode';
import { FileNode } from './node';
import { FoundDirectory } from '../../../knowledge/image-lock/facts/image-facts';
import { isSystemDirectory } from '../../../knowledge/image-lock/written-names';

/** The content of a directory. */
export type SurveyContent = Pick<FoundDirectory, 'has' | 'size'>;

/** The result of a walk through all files of an image. */
export interface FileSurvey {
  /** The contents of all directories. */
  readonly contents: ReadonlyMap<FileNode, SurveyContent>;
  /** Programs with the setuid bit. */
  readonly setuid: readonly string[];
  /** The capabilities of programs, by path. */
  readonly capabilities: { readonly [path: string]: readonly string[] };
  /** Directories that belong to the user, or that the user's group may write, and directories with mode 1777. */
  readonly owned: readonly OwnedDirectory[];
  /** By uid, but for root: the first directory of the user that does not come from a base image. */
  readonly firstOwned: ReadonlyMap<number, string>;
}

export interface OwnedDirectory {
  readonly path: string;
  readonly node: FileNode;
  readonly isSticky: boolean;
  /** Whether the parent directory belongs to the user in the same way. */
  readonly isBelowOwned: boolean;
}

/** Files that only exist to keep a directory in a repository. */
const KEEPERS = new Set(['.keep', '.gitkeep', '.gitignore', '.dockerignore', '.empty', '.placeholder']);

/** @param user the ids whose directories are listed; undefined for none */
export function surveyOf(root: FileNode, user: Pick<FileNode, 'uid' | 'gid'> | undefined): FileSurvey {
  const contents = new Map<FileNode, SurveyContent>();
  const found = { setuid: [] as string[], capabilities: {} as { [path: string]: readonly string[] }, owned: [] as OwnedDirectory[] };
  const firstOwned = new Map<number, string>();
  const visit = (node: FileNode, path: string, isBelowOwned: boolean): { has: FoundDirectory['has']; size: number } => {
    const isOwned = user !== undefined && (node.uid === user.uid || (node.gid === user.gid && hasBit(node.mode, 0o20)));
    const isSticky = isShared(node.mode);
    if (node.uid !== 0 && !firstOwned.has(node.uid) && !isSystemDirectory(path)) {
      firstOwned.set(node.uid, path);
    }
    if (isOwned || isSticky) {
      found.owned.push({ path: path || '/', node, isSticky, isBelowOwned });
    }
    let hasFiles = false;
    let hasDirectories = false;
    let size = 0;
    for (const [name, child] of node.children ?? []) {
      if (child.kind === 'directory') {
        const inner = visit(child, `${path}/${name}`, isOwned);
        size += inner.size;
        hasFiles ||= inner.has === 'files';
        hasDirectories = true;
      } else if (child.kind !== 'absent') {
        size += child.size;
        hasFiles ||= !KEEPERS.has(name);
        note(child, `${path}/${name}`);
      }
    }
    const others = hasDirectories ? 'directories' : 'nothing';
    const has = hasFiles ? 'files' : others;
    contents.set(node, has === 'files' ? { has, size: roundedUp(size) } : { has });
    return { has, size };
  };
  const note = (node: FileNode, path: string) => {
    const isFile = node.kind === 'file' || node.kind === 'hardlink';
    if (isFile && hasBit(node.mode, 0o4000)) {
      found.setuid.push(path);
    }
    if (isFile && node.capabilities) {
      found.capabilities[path] = node.capabilities;
    }
  };
  visit(root, '', false);
  return { contents, firstOwned, ...found };
}

/** Rounds up to a power of two, because platforms and builds differ by small amounts. */
function roundedUp(size: number): number {
  return size <= 1024 ? 1024 : 2 ** Math.ceil(Math.log2(size));
}
