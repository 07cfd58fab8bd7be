import { FailureEvidence } from './evidence';
import { WritableDirectory } from './paths';
import { isBelow } from '../../formats/manifest/paths';
import { DirectoryFacts, PlatformFacts } from '../../knowledge/image-lock/facts/image-facts';

/** The home or VOLUME around a path, if it belongs to the current user according to the lock file. */
export function ownDirectoryOf({ known, uid }: FailureEvidence, path: string): WritableDirectory | undefined {
  const found = (known?.own?.platforms ?? []).flatMap((facts) =>
    (facts.directories ?? []).filter((directory) => isOwn(directory, facts, uid) && isBelow(path, directory.path)));
  const [deepest] = [...found].sort((one, other) => other.path.length - one.path.length);
  return deepest && { path: deepest.path, isSeeded: deepest.found!.has === 'files' };
}

/** Whether a home or VOLUME belongs to the user. One with the program in it does not count: the user could change the program. */
function isOwn({ path, reasons, found }: DirectoryFacts, { program, workdir }: PlatformFacts, uid: number | undefined): boolean {
  const hasProgram = [program?.path, workdir].some((each) => each !== undefined && isBelow(each, path));
  return found !== undefined && (uid === undefined || found.uid === uid) && (reasons.includes('home') || reasons.includes('volume'))
    && !hasProgram;
}

/** Whether a path is a hidden file or directory of a home: programs create them at any time, one after the other. */
export function isHiddenIn(path: string, directory: string): boolean {
  return path.startsWith(`${directory}/.`);
}
