import { existsSync } from 'fs';
import { dirname, join } from 'path';
import { isInside } from '../manifest/is-inside';
import { realPath } from '../manifest/real-path';

/**
 * The folder that paths in the input must not leave, without links: the repository around a folder, or else the folder itself.
 *
 * @param otherwise the folder without a repository
 */
export function repositoryRoot(folder: string, otherwise = realPath(folder)): string {
  return foldersFrom(realPath(folder)).find((each) => existsSync(join(each, '.git'))) ?? otherwise;
}

/** The folder that paths of overlays and releases must not leave: their repository, or else the working directory around them. */
export function sharedRoot(folder: string): string {
  const [working, real] = [realPath('.'), realPath(folder)];
  return repositoryRoot(folder, isInside(working, real) ? working : real);
}

function foldersFrom(folder: string): readonly string[] {
  return dirname(folder) === folder ? [folder] : [folder, ...foldersFrom(dirname(folder))];
}
