import { isAbsolute, posix, relative, resolve } from 'path';
import { checkGlob, Glob, readGlob } from './glob';
import { slashed } from '../../formats/manifest/slashed';

/** Whether a file is meant. */
export type FileMatcher = (file: string) => boolean;

/**
 * Matches files by globs, as ignore files do: one without a slash matches at any depth, and one that matches a folder matches all that is
 * in it.
 *
 * @param folder that the globs are relative to
 * @throws if a glob cannot be read
 */
export function fileMatcher(globs: readonly string[], folder: string): FileMatcher {
  if (globs.length === 0) {
    return () => false;
  }
  globs.forEach(checkGlob);
  const plain = globs.map((glob) => glob.replace(/(?<=.)\/$/, ''));
  const anywhere = plain.filter(isName).map((name) => readGlob(`**/${name}`));
  const atPath = plain.filter((glob) => !isName(glob)).map((glob) => readGlob(fromFolder(glob, folder)));
  return (file) => {
    const path = slashed(relative(folder, resolve(file)));
    // Globs do not match `..`, which the paths of files outside of the folder begin with.
    return isMatch(anywhere, path.replace(/^(?:\.\.\/)+/, '')) || isMatch(atPath, path);
  };
}

function isName(glob: string): boolean {
  return !glob.includes('/') && glob !== '.';
}

function isMatch(globs: readonly Glob[], path: string): boolean {
  if (globs.length === 0) {
    return false;
  }
  const steps = path.split('/');
  return globs.some((glob) => glob(steps));
}

/** A glob with a slash, relative to the folder, without `.` and `..`. A backslash in it never separates steps. */
function fromFolder(glob: string, folder: string): string {
  const path = isAbsolute(glob) ? slashed(relative(folder, glob)) : posix.normalize(glob);
  return path === '' || path === '.' ? '**' : path;
}
