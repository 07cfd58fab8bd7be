import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, lstatSync, readFileSync, readlinkSync } from 'fs';
import { join } from 'path';

export const ROOT = join(__dirname, '..', '..');

/** Files with results of runs, which are not inputs of other runs. */
const RESULTS = [
  'test/full-run.json', 'test/mutation/summary.json', 'test/runtime/images/results.json', 'test/cluster/results.json', 'test/scanners/examples.json',
  'docs/reference/verified-images.md', 'docs/explanation/proof.md',
];

export function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 }).trim();
}

/** A digest of the files in the paths, as they are on the disk. Files that git ignores do not count. */
export function contentOf(paths: readonly string[]): string {
  const digest = createHash('sha256');
  for (const name of filesIn(paths)) {
    const path = join(ROOT, name);
    const content = lstatSync(path).isSymbolicLink() ? readlinkSync(path) : readFileSync(path);
    digest.update(`${name}\0${content.length}\0`).update(content);
  }
  return digest.digest('hex').slice(0, 16);
}

/** Files in the paths that differ from the current commit. */
export function changedIn(paths: readonly string[]): readonly string[] {
  return [...names('diff', '--name-only', '-z', 'HEAD', '--', ...paths), ...names('ls-files', '--others', '--exclude-standard', '-z', '--', ...paths)]
    .filter((name) => !RESULTS.includes(name));
}

function filesIn(paths: readonly string[]): readonly string[] {
  const listed = new Set(names('ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', ...paths));
  return [...listed].filter((name) => !RESULTS.includes(name) && existsSync(join(ROOT, name))).sort();
}

function names(...args: readonly string[]): readonly string[] {
  return git(...args).split('\0').filter((name) => name !== '');
}
