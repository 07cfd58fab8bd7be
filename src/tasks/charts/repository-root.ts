import { existsSync } from 'fs';
import { dirname, join } from 'path';
import { isInside } from '../../formats/manifest/is-inside';
import { realPath } from '../../formats/manifest/real-path';

/**
 * The folder that a kustomization must not leave: its repository; without one, the working directory if the kustomization is in it;
 * otherwise the kustomization's own folder.
 */
export function repositoryRoot(folder: string): string {
  const real = realPath(folder);
  const repository = foldersFrom(real).find((each) => existsSync(join(each, '.git')));
  const working = realPath('.');
  return repository ?? (isInside(working, real) ? working : real);
}

function foldersFrom(folder: string): readonly string[] {
  return dirname(folder) === folder ? [folder] : [folder, ...foldersFrom(dirname(folder))];
}
