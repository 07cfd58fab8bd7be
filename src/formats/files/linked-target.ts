import { lstatSync, readlinkSync } from 'fs';
import { dirname, isAbsolute, join, parse, relative, resolve, sep } from 'path';
import { repositoryRoot } from './repository-root';
import { InputError, withPlace } from '../manifest/input-error';
import { isInside } from '../manifest/is-inside';
import { realPath } from '../manifest/real-path';
import { slashed } from '../manifest/slashed';

/** Folders in which the system has links to the standard streams and to open pipes. */
const STREAMS = /^\/(?:dev|proc)\//;

/**
 * Refuses a file or folder that output would reach through a link: a pull request can have a link under the name of a report, and the
 * report would replace another file of the machine. Links to the folder of a repository or of the work belong to the machine.
 *
 * @param own a folder of the output, in which links are refused even outside of a repository
 * @throws InputError with the link and the way out
 */
export function refuseLinkedTarget(path: string, own = '.'): void {
  const link = STREAMS.test(resolve(path)) ? undefined : withPlace(path, () => linkIn(path, ['.', own].map(realPath)));
  if (link !== undefined) {
    const place = link === resolve(path) ? 'is' : `${slashed(relative('.', link))} is`;
    throw new InputError(`${path}: ${place} a link to ${readlinkSync(link)}, and files are not `
      + 'written through links: remove the link, or name another path');
  }
}

/** The first link of a path that is refused. */
function linkIn(path: string, folders: readonly string[]): string | undefined {
  const { root } = parse(path);
  const steps = path.slice(root.length).split(sep === '/' ? '/' : /[\\/]/).filter((step) => step !== '' && step !== '.');
  let place = isAbsolute(path) ? root : realPath('.');
  for (const [index, step] of steps.entries()) {
    // The parent folder of the target of a link, as the system resolves it.
    place = step === '..' ? dirname(realPath(place)) : join(place, step);
    const isLast = index === steps.length - 1;
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() && (isLast || isOfWork(dirname(place), folders))) {
      return place;
    }
  }
  return undefined;
}

/** Whether a folder is in a repository, or in one of the folders. */
function isOfWork(folder: string, folders: readonly string[]): boolean {
  const real = realPath(folder);
  return folders.some((each) => isInside(each, real)) || repositoryRoot(real, '') !== '';
}
