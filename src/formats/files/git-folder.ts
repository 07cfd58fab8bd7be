import { existsSync } from 'fs';
import { join, sep } from 'path';

/** Whether a path that is relative to a root leads to files of git. Some file systems have other names for `.git`, too. */
export function leadsToGit(path: string): boolean {
  return path.split(/[\\/]/).some((step) => GIT.test(step.normalize('NFKC').replace(IGNORED, '')));
}

const GIT = /^(?:\.git|git~\d+)[. ]*(?::.*)?$/i;
/** Characters that HFS+ leaves out when it compares names. */
const IGNORED = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * Whether a folder is one in which git keeps a repository or a worktree, as git itself decides it. Its name says nothing: `git init
 * --separate-git-dir` and bare repositories have any, and a file `.git` names it.
 *
 * @param has whether it has a file or folder of that name
 */
export function isGitFolder(has: (name: string) => boolean): boolean {
  return has('HEAD') && (has('commondir') || (has('objects') && has('refs')));
}

/** Whether a folder in a root, on the way to a path in it, is one of git. Both are absolute, and without links. */
export function isInGitFolder(root: string, path: string): boolean {
  let folder = root;
  return path.slice(root.length).split(sep).filter((step) => step !== '').some((step) => {
    folder = join(folder, step);
    return isGitFolder((name) => existsSync(join(folder, name)));
  });
}
