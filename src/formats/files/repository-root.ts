import { existsSync } from 'fs';
import { dirname, join } from 'path';
import { realPath } from '../manifest/real-path';

/**
 * The folder that paths in the input must not leave, without links: the repository around a folder, or else the folder itself.
 *
 * @param otherwise the folder without a repository
 */
export function repositoryRoot(folder: string, otherwise = realPath(folder)): string {
  return foldersFrom(realPath(folder)).find((each) => existsSync(join(each, '.git'))) ?? otherwise;
}

function foldersFrom(folder: string): readonly string[] {
  return dirname(folder) === folder ? [folder] : [folder, ...foldersFrom(dirname(folder))];
}
