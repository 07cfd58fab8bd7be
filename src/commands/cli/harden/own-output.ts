import { isInside } from '../../../formats/manifest/is-inside';
import { realPath } from '../../../formats/manifest/real-path';
import { Input } from '../../../tasks/audit/input';

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
