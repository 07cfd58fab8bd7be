import { isAbsolute, relative } from 'path';

/** Whether a path is a folder or inside it. Both are absolute. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way.split(/[\\/]/)[0] === '..' || isAbsolute(way));
}
