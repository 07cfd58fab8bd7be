import { realpathSync } from 'fs';
import { isAbsolute, join, relative, resolve } from 'path';
import { Input } from '../../audit/input';

/**
 * Whether an input lies in the folder of --output, where an earlier run wrote it: hardened once more, it would go into a folder of that
 * folder. Not if the user names something in there.
 *
 * @param paths that were named
 */
export function ownOutput(folder: string | undefined, paths: readonly string[]): (input: Input) => boolean {
  if (folder === undefined || paths.some((path) => isInside(realPath(folder), realPath(path)))) {
    return () => false;
  }
  const place = realPath(folder);
  return ({ name, isNamed }) => !isNamed && isInside(place, realPath(name));
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way.split(/[\\/]/)[0] === '..' || isAbsolute(way));
}

/** Without links, as far as the path exists. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = resolve(path, '..');
    return parent === resolve(path) ? parent : join(realPath(parent), relative(parent, resolve(path)));
  }
}
