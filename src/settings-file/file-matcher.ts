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
  const patterns = globs.map((glob) => glob.replace(/^\.\//, '').replace(/\/$/, '')).flatMap((glob) => {
    const anywhere = glob.includes('/') ? glob : `**/${glob}`;
    return [anywhere, `${anywhere}/**`];
  });
  const matches = picomatch(patterns, { dot: true });
  return (file) => matches(relative(folder, resolve(file)).split(sep).join('/'));
}
