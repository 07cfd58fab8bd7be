import { posix } from 'path';
import { FileTree } from './file-tree';
import { hasBit, isExecutable } from './mode';
import { FileNode } from './node';
import { linkSteps } from './own-links';
import { FileFacts } from '../../../knowledge/image-lock/facts/image-facts';
import { ImageError } from '../image-error';
import { MAX_LINKS } from '../limits';

/** A file, with a path that contains no links. */
export interface FoundFile {
  readonly path: string;
  readonly node: FileNode;
  /** The directories above the file, from the root. */
  readonly above: readonly FoundFile[];
}

/**
 * Follows a path as a process in a container does: links never lead out of the image.
 *
 * @throws ImageError if there are too many links
 */
export function find({ root }: FileTree, path: string): FoundFile | undefined {
  const top: FoundFile = { path: '/', node: root, above: [] };
  /** The directories from the root to the current step. */
  let way: FoundFile[] = [top];
  // The next step is at the end.
  const rest = linkSteps(path).reverse();
  for (let links = 0; rest.length > 0;) {
    const step = rest.pop()!;
    if (step === '..') {
      way.length = Math.max(1, way.length - 1);
      continue;
    }
    const at = way.at(-1)!;
    const node: FileNode | undefined = at.node.children?.get(step);
    if (!node || node.kind === 'absent') {
      return undefined;
    }
    if (node.kind !== 'symlink') {
      way.push({ path: at.path === '/' ? `/${step}` : `${at.path}/${step}`, node, above: [] });
      continue;
    }
    if (++links > MAX_LINKS) {
      throw new ImageError(`its ${JSON.stringify(path)} leads through endless links`);
    }
    way = node.target?.startsWith('/') ? [top] : way;
    linkSteps(node.target ?? '').reverse().forEach((each) => rest.push(each));
  }
  return { ...way.at(-1)!, above: way.slice(0, -1) };
}

/**
 * The path without links, also if the image has only a part of it.
 *
 * @throws ImageError if there are too many links
 */
export function pathWithoutLinks(tree: FileTree, path: string): string {
  const found = find(tree, path);
  return found?.path ?? posix.join(pathWithoutLinks(tree, posix.dirname(path)), posix.basename(path));
}

/** Whether a runtime can start the file, if the user has the rights. */
export function isProgram({ node }: FoundFile): boolean {
  return (node.kind === 'file' || node.kind === 'hardlink') && isExecutable(node.mode);
}

export function isDirectory({ node }: FoundFile): boolean {
  return node.kind === 'directory';
}

/** The rights on a file, and the directories above it that some users may not enter. */
export function accessTo({ path, node: { uid, gid, mode }, above }: FoundFile): FileFacts {
  const behind = above.filter((each) => !hasBit(each.node.mode, 0o1)).map(attributesOf);
  return { path, uid, gid, mode, ...behind.length > 0 && { behind } };
}

function attributesOf({ path, node: { uid, gid, mode } }: FoundFile): FileFacts {
  return { path, uid, gid, mode };
}
