import { existsSync } from 'fs';
import { join, sep } from 'path';

/** Whether a path that is relative to a root leads to files of git. Some file systems have other names for `.git`, too. */
export function leadsToGit(path: string): boolean {
  return path.split(/[\\/]/).some((step) => GIT.test(step.normalize('NFKC').replace(IGNORED, '')));
}

const GIT = /^(?:\.git|git~\d+)[. ]*(?::.*)?$/i;
/** Characters that HFS+ ignores when it compares names. */
const IGNORED = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * Whether git keeps a repository or a worktree in a folder, by the rules of git itself. The folder can have any name, with `git init
 * --separate-git-dir` and in bare repositories.
 *
 * @param has whether the folder contains a file or folder with a name
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
