import { ImageFacts, ImageFamily, ImageVariant, VersionRange } from './known-image';
import { Mirrors, upstreamOf } from './mirrors';
import { parseImage, repositoryOf } from '../../formats/manifest/image';
import { oncePer } from '../../formats/manifest/once-per';

/** The known facts about one image. */
export interface Knowledge {
  /** The image with these facts, such as `postgres 17 (alpine)`. */
  readonly name: string;
  readonly facts: ImageFacts;
  /** Why the facts may be wrong for this image: its version is unknown. Absent if they are certain. */
  readonly note?: string;
  /** Whether the facts are from the user, and not from a built-in family. */
  readonly isOfUser?: true;
}

/** A user's facts in addition to the built-in families. Keep these objects, because results are cached by them. */
export interface KnowledgeOptions {
  readonly mirrors?: Mirrors;
  /** Families that override built-in families, for the versions of their variants. */
  readonly families?: readonly ImageFamily[];
}

/** Finds the family with a repository. */
type FamilyOf = (repository: string) => ImageFamily | undefined;

/** Loads the built-in families on first use, so that commands without images start faster. */
const builtInFamily: FamilyOf = (repository) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const families: typeof import('./built-in-families') = require('./built-in-families');
  return families.builtInFamily(repository);
};

const NO_MIRRORS: Mirrors = {};
const NO_FAMILIES: readonly ImageFamily[] = [];

/** The families of a user, with the cached results by mirrors and image. `null` if nothing is known. */
interface Own {
  readonly familyOf?: FamilyOf;
  readonly found: WeakMap<Mirrors, Map<string, Knowledge | null>>;
}

const MOST_FOUND = 5000;

/** The known facts about an image such as `postgres:17.6-alpine3.22`. Undefined if no family has its repository. */
export function knowledgeOf(image: string, { mirrors = NO_MIRRORS, families = NO_FAMILIES }: KnowledgeOptions = {}): Knowledge | undefined {
  const own = ownOf(families);
  let found = own.found.get(mirrors);
  if (!found || found.size >= MOST_FOUND) {
    found = new Map();
    own.found.set(mirrors, found);
  }
  let knowledge = found.get(image);
  if (knowledge === undefined) {
    const upstream = upstreamOf(image, mirrors);
    knowledge = ownLookUp(image, own) ?? ownLookUp(upstream, own) ?? lookUp(upstream, builtInFamily) ?? null;
    found.set(image, knowledge);
  }
  return knowledge ?? undefined;
}

const ownOf = oncePer((families: readonly ImageFamily[]): Own => ({
  familyOf: families.length > 0 ? byRepository(families) : undefined,
  found: new WeakMap(),
}));

function byRepository(families: readonly ImageFamily[]): FamilyOf {
  const map = new Map(families.flatMap((family) => family.repositories.map((repository) => [repository, family] as const)));
  return (repository) => map.get(repository);
}

/** The facts from the user's families. Undefined if no variant has the version, because a built-in family may have it. */
function ownLookUp(image: string, { familyOf }: Own): Knowledge | undefined {
  const known = familyOf && lookUp(image, familyOf, true);
  return known && { ...known, isOfUser: true };
}

function lookUp(image: string, familyOf: FamilyOf, isExactOnly = false): Knowledge | undefined {
  const repository = repositoryOf(image);
  const family = familyOf(repository) ?? familyOf(`${repository.slice(0, repository.lastIndexOf('/'))}/*`);
  if (!family) {
    return undefined;
  }
  const { tag, digest } = parseImage(image);
  const words = wordsOf(tag);
  const variants = variantsFor(family, words);
  if (variants.length === 0 || words.some((word) => /^(windows|nanoserver)/.test(word))) {
    return undefined;
  }
  const version = versionIn(tag);
  const variant = version === undefined ? variants[variants.length - 1] : nearest(variants, toVersion(version));
  const isOlder = version !== undefined && isBefore(toVersion(version), variant.versions?.from);
  const isExact = version !== undefined && isInRange(toVersion(version), variant.versions ?? {});
  if (isExactOnly && version !== undefined && !isExact) {
    return undefined;
  }
  return {
    name: nameOf(family, variant, isExact ? version : undefined),
    facts: isOlder ? factsOfOlder(variant) : variant,
    note: isExact ? undefined : noteOf(family, variant, version, tag, digest),
  };
}

/** The words of a tag, with and without digits at their end: `17.6-alpine3.22` has `alpine3.22` and `alpine`. */
function wordsOf(tag = ''): readonly string[] {
  const words = tag.toLowerCase().split(/[-_+]/);
  return [...words, ...words.map((word) => word.replace(/(?<![\d.])[\d.]+$/, ''))];
}

/** The version at the start of a tag. */
function versionIn(tag = ''): string | undefined {
  return /^v?(\d+(?:\.\d+)*)/.exec(tag)?.[1];
}

/** The variants with the most words of the tag, in all versions. */
function variantsFor({ variants }: ImageFamily, words: readonly string[]): readonly ImageVariant[] {
  const fitting = variants.filter(({ tags = [] }) => tags.every((tag) => words.includes(tag)));
  const most = Math.max(...fitting.map(({ tags = [] }) => tags.length));
  return fitting.filter(({ tags = [] }) => tags.length === most);
}

function nearest(variants: readonly ImageVariant[], version: Version): ImageVariant {
  return variants.find(({ versions = {} }) => isInRange(version, versions))
    ?? (isBefore(version, variants[0].versions?.from) ? variants[0] : variants[variants.length - 1]);
}

/** The facts that are also true for an image older than all known versions. Such an image may start as another user and keep it. */
function factsOfOlder({ imageUser: _, stepsDownWith: __, ...facts }: ImageVariant): ImageFacts {
  return facts;
}

function nameOf({ name, repositories }: ImageFamily, { tags = [] }: ImageVariant, version = ''): string {
  const isOneProgram = !repositories.some((repository) => repository.endsWith('*'));
  return [name, isOneProgram && version, tags.length > 0 && `(${tags.join(', ')})`].filter(Boolean).join(' ');
}

/** A note that the version is unknown; undefined if it makes no difference. */
function noteOf(family: ImageFamily, { versions }: ImageVariant, version?: string, tag?: string, digest?: string): string | undefined {
  if (version !== undefined) {
    return `version ${version} is unknown: these facts are of ${rangeText(versions ?? {})}`;
  }
  if (!versions && (tag !== undefined || family.variants.length === 1)) {
    return undefined;
  }
  const untagged = digest === undefined ? 'the image has no tag' : 'a digest does not show the version';
  const what = tag === undefined ? untagged : `the tag "${tag}" is not a version`;
  return `${what}: these facts are of ${versions ? rangeText(versions) : 'the usual tag'}`;
}

/** The numbers of a version, most significant first: `17.6` is [17, 6]. */
type Version = readonly number[];

export function toVersion(text: string): Version {
  return text.split('.').map(Number);
}

export function isInRange(version: Version, { from, below }: VersionRange): boolean {
  return !isBefore(version, from) && (below === undefined || isBefore(version, below));
}

/** Whether a version is older than another one in text form. False if the text is undefined. */
export function isBefore(version: Version, text: string | undefined): boolean {
  if (text === undefined) {
    return false;
  }
  const other = toVersion(text);
  const place = other.findIndex((number, index) => number !== (version[index] ?? 0));
  return place >= 0 && (version[place] ?? 0) < other[place];
}

/** A range in words: `versions 14 to 17`, `version 18`, `versions before 2.4`. */
export function rangeText({ from, below }: VersionRange): string {
  if (from === undefined) {
    return below === undefined ? 'every version' : `versions before ${below}`;
  }
  if (below === undefined) {
    return `version ${from} and later`;
  }
  const last = Number(below) - 1;
  if (!Number.isInteger(last) || from.includes('.')) {
    return `versions from ${from} to before ${below}`;
  }
  return String(last) === from ? `version ${from}` : `versions ${from} to ${last}`;
}
