import { spawnSync } from 'child_process';
import { realpathSync } from 'fs';
import { resolve } from 'path';
import { InputError } from '../manifest/input-error';
import { FileMatcher } from '../settings-file/file-matcher';

/**
 * Matches the files that differ from where the current branch left a revision, committed or not, and those that git does not know yet.
 *
 * @throws InputError if git is not installed, this is no repository, or the revision is unknown
 */
export function changedSince(revision: string): FileMatcher {
  const base = git(revision, ['merge-base', '--', revision, 'HEAD']).trim();
  const top = git(revision, ['rev-parse', '--show-toplevel']).trim();
  const listed = [
    git(revision, ['diff', '--name-only', '-z', '--diff-filter=d', base]),
    git(revision, ['ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--', top]),
  ];
  const files = new Set(listed.flatMap((text) => text.split('\0')).filter((file) => file !== '').map((file) => resolve(top, file)));
  return (file) => files.has(realpathSync(file));
}

function git(revision: string, args: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 1024 ** 3 });
  if (error) {
    throw new InputError(`--changed-since needs git, which cannot be started: ${error.message}`);
  }
  if (status !== 0) {
    const shallow = 'in CI, fetch the history: `fetch-depth: 0` of actions/checkout, `GIT_DEPTH: 0` of GitLab';
    throw new InputError(`--changed-since ${revision}: git says: ${stderr.trim() || 'there is no common commit'}; ${shallow}`);
  }
  return stdout;
}
