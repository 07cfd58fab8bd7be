import { isInside } from '../../../formats/manifest/is-inside';
import { realPath } from '../../../formats/manifest/real-path';
import { Input } from '../../../tasks/audit/input';

/**
 * Whether an input is in the folder of --output, where an earlier run wrote it. Hardened again, it would go into a folder of that folder.
 * False if the user names something in there.
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
