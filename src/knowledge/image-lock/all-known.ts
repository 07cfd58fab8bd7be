import { isWithoutTag, lockedImage, lockedTags } from './find-image';
import { familiarName } from './lock-name';
import { LockedImage, LockedImages } from './locked-images';
import { ownFacts, OwnFacts, SHOWN_DIGEST } from './own-facts';
import { parseImage } from '../../formats/manifest/image';
import { oncePer } from '../../formats/manifest/once-per';
import { isIn } from '../../formats/manifest/paths';
import { Knowledge, knowledgeOf, KnowledgeOptions } from '../images/knowledge-of';
import { ImageFacts, KnownPath } from '../images/known-image';
import { Mirrors } from '../images/mirrors';
import { followed } from '../images/written-paths';

/** The results of runs of an image. */
export interface Observed {
  readonly name: string;
  /** The lock file, the day of the run, and the digest. */
  readonly source: string;
  readonly facts: Pick<ImageFacts, 'uid' | 'gid' | 'writablePaths'>;
}

/** The known facts about an image, from all sources. */
export interface AllKnown extends Knowledge {
  /** Facts from the image itself, if a lock file has them. They are included in `facts`, unless the user's facts override them. */
  readonly own?: OwnFacts;
  /** Results of runs, if a lock file has them. They are included in `facts`, unless the user's facts override them. */
  readonly observed?: Observed;
}

const NO_MIRRORS: Mirrors = {};
const MOST_KEPT = 5000;

/** A cached result, with the user's families that it depends on. `null` if nothing is known. */
interface Found {
  readonly families: KnowledgeOptions['families'];
  readonly known: AllKnown | null;
}

const foundByMirrors = oncePer((_: LockedImages) => new WeakMap<Mirrors, Map<string, Found>>());

/**
 * The known facts about an image. Later sources override earlier ones: built-in families, the image itself from the lock file, results of
 * runs, the user. Writable paths add up. Undefined if nothing is known.
 */
export function allKnown(image: string, lock: LockedImages, options: KnowledgeOptions = {}): AllKnown | undefined {
  const { mirrors = NO_MIRRORS, families } = options;
  const byMirrors = foundByMirrors(lock);
  let found = byMirrors.get(mirrors);
  if (!found || found.size >= MOST_KEPT) {
    found = new Map();
    byMirrors.set(mirrors, found);
  }
  let entry = found.get(image);
  if (!entry || entry.families !== families) {
    const locked = entryOf(image, lock, mirrors);
    const known = merged(knowledgeOf(image, options), locked && ownFacts(locked, lock.file));
    entry = { families, known: withObserved(known, locked && observedFacts(locked, lock.file)) ?? null };
    found.set(image, entry);
  }
  return entry.known ?? undefined;
}

/** The entry for an image. Entries for another digest are ignored, because their facts belong to other content. */
function entryOf(image: string, lock: LockedImages, mirrors: Mirrors): LockedImage | undefined {
  const { digest } = parseImage(image);
  const entries = isWithoutTag(image) ? lockedTags(lock, image, mirrors) : [lockedImage(lock, image, mirrors)];
  return entries.find((entry) => entry !== undefined && (digest === undefined || entry.digest === digest));
}

function merged(known: Knowledge | undefined, own: OwnFacts | undefined): AllKnown | undefined {
  if (!own) {
    return known;
  }
  if (!known) {
    return { name: own.name, facts: own.facts, own };
  }
  const { facts, isOfUser } = known;
  return {
    ...known,
    facts: { ...facts, ...isOfUser ? { ...own.facts, ...facts } : withIds(own.facts, facts), writablePaths: addedUp(facts, own.facts) },
    own,
  };
}

function observedFacts({ name, digest, observation }: LockedImage, file: string): Observed | undefined {
  if (!observation) {
    return undefined;
  }
  const { uid, gid, date, writablePaths } = observation;
  return {
    name: familiarName(name), source: `${file}, run on ${date}, ${digest.slice(0, SHOWN_DIGEST)}`, facts: { uid, gid, writablePaths },
  };
}

function withObserved(known: AllKnown | undefined, observed: Observed | undefined): AllKnown | undefined {
  if (!observed) {
    return known;
  }
  if (!known) {
    return { name: observed.name, facts: observed.facts, observed };
  }
  const { facts, isOfUser } = known;
  const { uid, gid, writablePaths = [] } = observed.facts;
  const paths = isOfUser ? addedUp(facts, observed.facts) : seenLast(facts.writablePaths ?? [], writablePaths);
  return { ...known, facts: { ...facts, ...!isOfUser && { uid, gid }, writablePaths: paths }, observed };
}

/**
 * Replaces known paths below paths that a run wrote. The user's data stays marked as data, and a path that the program fills itself stays
 * marked as such.
 */
function seenLast(known: readonly KnownPath[], seen: readonly KnownPath[]): readonly KnownPath[] {
  const isSame = (one: KnownPath, other: KnownPath) => followed(one.path) === followed(other.path);
  const isHeld = (each: KnownPath, other: KnownPath) => !each.isData && isIn(followed(each.path), followed(other.path));
  const isSeen = (each: KnownPath) => seen.some((other) => isSame(each, other) || isHeld(each, other));
  return [...known.filter((each) => !isSeen(each)), ...seen.map((each) => {
    const { isData, kind } = known.find((other) => isSame(each, other)) ?? each;
    return { ...each, ...isData && { isData }, ...kind === 'self-initializing' && { kind } };
  })];
}

/** The ids of the image: its uid comes with its own group, or with no group. The hint and the facts about the start script stay. */
function withIds({ hint, needsRoot, isForOwnArgs, switchVariables, ...own }: Partial<ImageFacts>, family: ImageFacts): Partial<ImageFacts> {
  const isUserKnown = family.uid !== undefined || family.anyUser !== undefined;
  return {
    ...own,
    ...!isUserKnown && needsRoot !== undefined && { needsRoot },
    ...!isUserKnown && isForOwnArgs && { isForOwnArgs },
    ...!isUserKnown && switchVariables && { switchVariables },
    ...own.uid !== undefined && own.uid !== family.uid && { gid: own.gid },
    hint: family.hint ?? (isUserKnown ? undefined : hint),
  };
}

function addedUp({ writablePaths: known }: ImageFacts, { writablePaths: own }: Partial<ImageFacts>): ImageFacts['writablePaths'] {
  const isNew = ({ path }: { readonly path: string }) => !known?.some((other) => isIn(followed(path), followed(other.path)));
  return known && own ? [...known, ...own.filter(isNew)] : known ?? own;
}

/** The name and source of a fact, for reports. */
export function nameOfFact(known: AllKnown, field: keyof ImageFacts): string {
  const { own, observed } = known;
  if (isObserved(known, field)) {
    return `${observed!.name} (${observed!.source})`;
  }
  return isOwn(known, field) ? `${own!.name} (${own!.source})` : known.name;
}

/** Whether a fact is from a run. */
export function isObserved({ observed, facts }: AllKnown, field: keyof ImageFacts): boolean {
  const seen: Partial<ImageFacts> | undefined = observed?.facts;
  return seen?.[field] !== undefined && seen[field] === facts[field];
}

/** Whether a fact is from the image itself. */
export function isOwn({ own, facts }: AllKnown, field: keyof ImageFacts): boolean {
  return own?.facts[field] !== undefined && own.facts[field] === facts[field];
}

/** Whether a fact is true for this version of the image. If no family has the version, only the image itself proves it. */
export function isVersionKnown(known: AllKnown, field: keyof ImageFacts): boolean {
  return known.note === undefined || isOwn(known, field);
}
