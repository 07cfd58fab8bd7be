import { DirectoryFacts, NotData, PlatformFacts, Reason } from './facts/image-facts';
import { isInNamedForWriting, isInPackages, isNamedForData, isOfBaseImage, isReadOnlyPart } from './written-names';
import { isBelow, isIn } from '../../formats/manifest/paths';
import { DEFAULT_WRITABLE_PATH } from '../writable-paths/declared-path';
import { isWritablePath } from '../writable-paths/mount-path';

/** A directory that an image makes writable on purpose, but that does not get a volume automatically. */
export interface KeptDirectory {
  readonly path: string;
  /**
   * The reason: an empty volume would hide files or directories, the program is there, the path is reserved, there are too many
   * directories, the files are too large to copy at each start, or the image has no shell that copies them.
   */
  readonly why: 'files' | 'directories' | 'program' | 'reserved' | 'number' | 'size' | 'shell';
  /** Size of its files in bytes, if known. */
  readonly size?: number;
  /** The file that must not become writable, or that cannot be copied, if known. */
  readonly notData?: NotData;
}

/** Directories that an image makes writable on purpose. */
export interface WritableDirectories {
  /** The directories that are empty on all platforms. */
  readonly empty: readonly string[];
  /** The directories that only have data or other directories, which are copied into a volume. */
  readonly copied: readonly CopiedDirectory[];
  readonly kept: readonly KeptDirectory[];
}

export interface CopiedDirectory {
  readonly path: string;
  readonly hasFiles: boolean;
}

/** Maximum number of volumes that are added automatically. */
const MOST_VOLUMES = 8;

/** Maximum size in bytes of files that are copied at each start of a pod. */
const MOST_COPIED = 64 * 2 ** 20;

/** The directories that all platforms of an image make writable on purpose. Those that a person decides on are separate. */
export function writableDirectories(platforms: readonly PlatformFacts[]): WritableDirectories {
  const kept = new Map<string, KeptDirectory>();
  const counts = new Map<string, number>();
  /** By path: whether the directory has files. */
  const copied = new Map<string, boolean>();
  /** Directories that may be parts of an application and never written. They come last. */
  const parts = new Set<string>();
  for (const platform of platforms) {
    const declared = (platform.directories ?? []).filter(isWritten);
    const application = applicationOf(platform);
    for (const directory of declared) {
      const { path, found } = directory;
      const isPart = isOfApplication(directory, application);
      if (isMadeInAnother(path, directory.reasons, declared) || (isPart && !isEmptyPart(directory, application!))) {
        continue;
      }
      const why = obstacle(directory, platform);
      if (why) {
        const { size, notData } = found ?? {};
        kept.set(path, { path, why, ...size !== undefined && { size }, ...notData && { notData } });
      } else {
        isPart && parts.add(path);
        isEmpty(directory) || copied.set(path, copied.get(path) || found?.has === 'files');
        counts.set(path, (counts.get(path) ?? 0) + 1);
      }
    }
  }
  const onAll = [...counts].flatMap(([path, count]) => count === platforms.length && !kept.has(path) ? path : []).sort();
  // The copy of a directory has the directories in it.
  const all = onAll.filter((path) => !onAll.some((other) => isBelow(path, other) && copied.has(other)));
  const paths = [all, all.filter((path) => !parts.has(path))].find(({ length }) => length <= MOST_VOLUMES) ?? [];
  const isParent = ({ path, why }: KeptDirectory) => why === 'directories' && all.some((other) => isBelow(other, path));
  const tooMany = all.length > paths.length ? all.filter((path) => !paths.includes(path)) : [];
  return {
    empty: paths.filter((path) => !copied.has(path)),
    copied: paths.flatMap((path) => copied.has(path) ? [{ path, hasFiles: copied.get(path)! }] : []),
    kept: [...tooMany.map((path): KeptDirectory => ({ path, why: 'number' })), ...[...kept.values()].filter((each) => !isParent(each))],
  };
}

/** Whether a program may write a directory, by the reasons for which it is listed, and by its name. */
function isWritten({ path, reasons }: DirectoryFacts): boolean {
  const isMeant = reasons.includes('volume') || reasons.includes('script');
  const isOwned = reasons.includes('user') && !isReadOnlyPart(path);
  return path !== DEFAULT_WRITABLE_PATH.path && (isMeant || isOwned || (reasons.includes('sticky') && !isOfBaseImage(path)));
}

/** Whether a start script creates a directory inside a directory that gets a volume anyway. */
function isMadeInAnother(path: string, reasons: readonly Reason[], declared: readonly DirectoryFacts[]): boolean {
  const getsVolume = (other: DirectoryFacts) => isEmpty(other) || other.found?.isData === true;
  return reasons.every((reason) => reason === 'script') && declared.some((other) => isBelow(path, other.path) && getsVolume(other));
}

/**
 * Whether a directory only belongs to the user because the whole application does, as with `COPY --chown`: the application itself, and
 * directories in it without a name like `cache`, or like `data` if they only have data.
 */
function isOfApplication({ path, reasons, found }: DirectoryFacts, root: string | undefined): boolean {
  const isForWriting = (application: string) => isInNamedForWriting(path, application) || (found?.isData === true && isNamedForData(path));
  return root !== undefined && isIn(path, root) && reasons.every((reason) => reason === 'user' || reason === 'workdir')
    && (path === root || !isForWriting(root));
}

/** Whether a part of an application is empty, and not a package. A program may be meant to write such a directory. */
function isEmptyPart(directory: DirectoryFacts, application: string): boolean {
  return directory.path !== application && isEmpty(directory) && !isInPackages(directory.path, application);
}

/** If this many parts of an application belong to the user, such as `bin` and `config`, all of it does. */
const MANY_PARTS = 2;

/** The directory of the program, if it and its parts belong to the user. WORKDIR itself may still belong to root. */
function applicationOf({ workdir, program, directories = [] }: PlatformFacts): string | undefined {
  const owned = directories.filter(({ found, reasons }) => found?.has === 'files' && !found.isData && reasons.includes('user'));
  const holding = (place: string | undefined) => place === undefined ? undefined : owned.find(({ path }) => isIn(place, path))?.path;
  const parts = owned.filter(({ path }) => workdir !== undefined && workdir !== '/' && isBelow(path, workdir)
    && !isInNamedForWriting(path, workdir));
  return holding(workdir) ?? (parts.length >= MANY_PARTS ? workdir : holding(program?.path));
}

function obstacle(directory: DirectoryFacts, { program, workdir, shells }: PlatformFacts): KeptDirectory['why'] | undefined {
  const { path, found } = directory;
  const isData = found?.isData === true;
  if (!isEmpty(directory) && !isData) {
    return found!.has as 'files' | 'directories';
  }
  if (program && isIn(program.path, path)) {
    return 'program';
  }
  if (workdir !== undefined && isBelow(workdir, path) && !isData) {
    return 'directories';
  }
  if (!isWritablePath(path)) {
    return 'reserved';
  }
  if (isData && (found.size ?? 0) > MOST_COPIED) {
    return 'size';
  }
  return isData && shells?.length === 0 ? 'shell' : undefined;
}

function isEmpty({ found }: DirectoryFacts): boolean {
  return !found || found.has === 'nothing';
}
