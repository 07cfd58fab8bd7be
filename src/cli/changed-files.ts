import { spawnSync } from 'child_process';
import { dirname, resolve } from 'path';
import { InputError } from '../manifest/input-error';
import { isInside, realPath } from '../manifest/real-path';
import { FileMatcher } from '../settings-file/file-matcher';

/** Exit code of `git check-ignore` if none of the paths is ignored. */
const NONE_IGNORED = 1;

/**
 * Matches the files that differ from where the current branch left a revision, committed or not, and those that git does not know yet.
 * Nobody knows whether a file outside of the repository changed, or one in a named path that git ignores, such as `dist`: these match, too.
 *
 * @param paths that are audited
 * @throws InputError if git is not installed, this is no repository, or the revision is unknown
 */
export function changedSince(revision: string, paths: readonly string[]): FileMatcher {
  const run = (args: readonly string[], input?: string) => git(revision, args, input);
  const top = run(['rev-parse', '--show-toplevel']).trim();
  const base = run(['merge-base', '--', revision, 'HEAD']).trim();
  const inside = paths.map(realPath).filter((path) => isInside(top, path));
  const listed = [
    run(['-c', 'diff.relative=false', 'diff', '--name-only', '--ignore-submodules=none', '-z', '--diff-filter=d', base]),
    run(['ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--', top]),
  ].flatMap((text) => namesIn(text).map((name) => resolve(top, name)));
  const ignored = namesIn(run(['check-ignore', '-z', '--stdin'], inside.join('\0')));
  // A folder stands for what is in it: a submodule, a repository in this one, or one that is ignored.
  const changed = new Set([...listed, ...ignored]);
  return (file) => {
    const target = realPath(file);
    // A link changes, too.
    return !isInside(top, target) || [target, resolve(file)].some((path) => foldersOf(path).some((each) => changed.has(each)));
  };
}

function namesIn(text: string): readonly string[] {
  return text.split('\0').filter((name) => name !== '');
}

/** A path, and the folders around it. */
function foldersOf(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === path ? [path] : [path, ...foldersOf(folder)];
}

function git(revision: string, args: readonly string[], input = ''): string {
  const { error, status, stdout, stderr } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 1024 ** 3, input });
  if (error) {
    throw new InputError(`--changed-since needs git, which cannot be started: ${error.message}`);
  }
  if (status !== 0 && !(status === NONE_IGNORED && args[0] === 'check-ignore')) {
    throw new InputError(`--changed-since ${revision}: git says: ${stderr.trim() || 'there is no common commit'}${hintFor(args)}`);
  }
  return stdout;
}

/** Only the revision can be missing from a clone. */
function hintFor([command]: readonly string[]): string {
  return command === 'merge-base' ? '; in CI, fetch the history: `fetch-depth: 0` of actions/checkout, `GIT_DEPTH: 0` of GitLab' : '';
}
