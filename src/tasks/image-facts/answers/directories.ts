import { posix } from 'path';
import { isIn, normalizePath } from '../../../formats/manifest/paths';
import { DirectoryFacts, NotData, Reason, REASONS } from '../../../knowledge/image-lock/facts/image-facts';
import { isNamedForData, isNamedForWriting } from '../../../knowledge/image-lock/written-names';
import { FileTree } from '../files/file-tree';
import { accessTo, find, FoundFile, isDirectory } from '../files/find';
import { OwnedDirectory, FileSurvey } from '../files/survey';

/** Directories that an image declares, by the reason to list them. */
export type Declared = { readonly [reason in Exclude<Reason, 'user' | 'sticky'>]: readonly string[] };

/** Limits for directories of the user and for declared directories. Longer lists would hide the important entries from a reviewer. */
const MOST_OWNED = 24;
const MOST_DECLARED = 40;

interface Directories {
  readonly directories: readonly DirectoryFacts[];
  /** Number of the user's directories that the list leaves out. */
  readonly more: number;
}

/**
 * The directories that a program may write or needs.
 *
 * @param whyNotData why the files of a directory must not be copied into a volume
 * @param searched directories that code is searched in
 */
export function directoriesOf(
  tree: FileTree, survey: FileSurvey, declared: Declared, whyNotData: (directory: FoundFile) => NotData | undefined,
  searched: ReadonlySet<string>,
): Directories {
  const reasons = new Map<string, Set<Reason>>();
  const add = (path: string, reason: Reason) => {
    reasons.set(path, (reasons.get(path) ?? new Set()).add(reason));
  };
  const named = Object.entries(declared)
    .flatMap(([reason, paths]) => paths.map((each) => ({ path: normalizePath(each), reason: reason as Reason })));
  named.filter(({ path }) => path !== '/' && !isBehindFile(path, tree)).slice(0, MOST_DECLARED)
    .forEach(({ path, reason }) => add(path, reason));
  const isDataInHome = ({ path }: OwnedDirectory) => declared.home.includes(posix.dirname(path)) && !whyNotData(find(tree, path)!);
  // An empty one would get a volume, where whoever can write adds code.
  const isForCode = ({ path, node }: OwnedDirectory) =>
    survey.contents.get(node)!.has === 'nothing' && [...searched].some((each) => isIn(path, each));
  const owned = survey.owned
    .filter((each) => each.path !== '/' && !isForCode(each) && (isWorthListing(each, survey) || isDataInHome(each)))
    .sort(byContent(survey));
  for (const { path, isSticky } of owned.filter((each, index) => index < MOST_OWNED || reasons.has(each.path))) {
    add(path, isSticky ? 'sticky' : 'user');
  }
  return {
    directories: [...reasons].sort(([one], [other]) => one < other ? -1 : 1).map(([path, why]) => ({
      path, reasons: REASONS.filter((reason) => why.has(reason)), ...foundAt(path, tree, survey, whyNotData),
    })),
    more: owned.filter(({ path }) => !reasons.has(path)).length,
  };
}

/** A directory below an owned directory is listed only if it is empty, or if its name shows that programs write it. */
function isWorthListing({ path, node, isBelowOwned }: OwnedDirectory, { contents }: FileSurvey): boolean {
  return !isBelowOwned || contents.get(node)!.has === 'nothing' || isNamedForWriting(path) || isNamedForData(path);
}

/** Order: directories that are likely written, then empty directories, then directories inside an application. */
function byContent({ contents }: FileSurvey): (one: OwnedDirectory, other: OwnedDirectory) => number {
  const rank = ({ path, node, isSticky, isBelowOwned }: OwnedDirectory) => {
    if (isSticky || isNamedForWriting(path)) {
      return 0;
    }
    return isBelowOwned ? LAST : RANKS[contents.get(node)!.has];
  };
  return (one, other) => rank(one) - rank(other) || (one.path < other.path ? -1 : 1);
}

const RANKS = { nothing: 1, directories: 2, files: 3 };
const LAST = 4;

/** Whether a path is a file or below a file. A volume cannot be mounted there. */
function isBehindFile(path: string, tree: FileTree): boolean {
  const found = find(tree, path);
  return found ? !isDirectory(found) : path !== '/' && isBehindFile(posix.dirname(path), tree);
}

function foundAt(
  path: string, tree: FileTree, { contents }: FileSurvey, whyNotData: (directory: FoundFile) => NotData | undefined,
): Pick<DirectoryFacts, 'found'> {
  const found = find(tree, path);
  if (!found || !isDirectory(found)) {
    return {};
  }
  const { path: _, ...access } = accessTo(found);
  const content = contents.get(found.node)!;
  const notData = content.has === 'nothing' ? undefined : whyNotData(found);
  return { found: { ...access, ...content, ...content.has !== 'nothing' && (notData ? { notData } : { isData: true }) } };
}
