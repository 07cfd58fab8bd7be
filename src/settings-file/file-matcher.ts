import { relative, resolve, sep } from 'path';
import picomatch from 'picomatch';

/** Whether a file is meant. */
export type FileMatcher = (file: string) => boolean;

/**
 * Matches files by globs, as ignore files do: one without a slash matches at any depth, and one that matches a folder matches all that is
 * in it.
 *
 * @param folder that the globs are relative to
 */
export function fileMatcher(globs: readonly string[], folder: string): FileMatcher {
  if (globs.length === 0) {
    return () => false;
  }
  const plain = globs.map((glob) => glob.replace(/(?<=.)\/$/, ''));
  const anywhere = matcherOf(plain.filter(isName).map((name) => `**/${name}`));
  const atPath = matcherOf(plain.filter((glob) => !isName(glob)).map((glob) => slashed(relative(folder, resolve(folder, glob))) || '**'));
  return (file) => {
    const path = slashed(relative(folder, resolve(file)));
    // Globs do not look into `..`, where files are that do not lie below the folder.
    return anywhere(path.replace(/^(?:\.\.\/)+/, '')) || atPath(path);
  };
}

function isName(glob: string): boolean {
  return !glob.includes('/') && glob !== '.';
}

/** Matches what the globs match, and what is in a folder that they match. */
function matcherOf(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap((glob) => [glob, `${glob}/**`]);
  return patterns.length === 0 ? () => false : picomatch(patterns, { dot: true });
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
