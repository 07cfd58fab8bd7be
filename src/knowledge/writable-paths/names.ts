import { createHash } from 'node:crypto';

/** Maximum length of a DNS label (RFC 1123), which names of volumes and containers must be. */
const MAX_LABEL = 63;
const HASH_LENGTH = 8;

type IsTaken = (name: string) => boolean;
const free: IsTaken = () => false;

/**
 * The name of the volume that makes a path of a container writable: `scratch-<container>--<slug of the path>`.
 * Stable, a valid DNS label, and never a name that is taken: if the slug is ambiguous, the name too long, or another volume has it, it
 * ends with a hash of container and path.
 */
export function emptyDirName(container: string, path: string, isTaken: IsTaken): string {
  const [owner, slug] = [slugOf(container), slugOf(path)];
  return label(`scratch-${owner}--${slug}`, `${container}\n${path}`, owner === container && isExact(slug, path), isTaken);
}

/** The name of the volume that several paths of a container share: `scratch-<container>`, with `-memory` if it is kept in memory. */
export function sharedVolumeName(container: string, inMemory: boolean, isTaken: IsTaken): string {
  const owner = slugOf(container);
  const end = inMemory ? '-memory' : '';
  // No path has this text, so no other volume has the same hash.
  return label(`scratch-${owner}${end}`, `${container}\nshared${end}`, owner === container, isTaken);
}

/** The name of the volume of a PVC: `claim-<PVC>`. */
export function claimVolumeName(claim: string, isTaken: IsTaken): string {
  return label(`claim-${slugOf(claim)}`, claim, slugOf(claim) === claim, isTaken);
}

/** The name of the volume with keys of a Secret for one container: `secret-<container>--<Secret>`. */
export function secretVolumeName(container: string, secret: string, isTaken: IsTaken): string {
  const [owner, slug] = [slugOf(container), slugOf(secret)];
  return label(`secret-${owner}--${slug}`, `${container}\n${secret}`, owner === container && slug === secret, isTaken);
}

/** The name of the volume with a container's own image: `image-<container>`. */
export function imageVolumeName(container: string, isTaken: IsTaken): string {
  return label(`image-${slugOf(container)}`, container, slugOf(container) === container, isTaken);
}

/** The name of a path's directory in a shared volume: a slug of the path. */
export function subPathName(path: string): string {
  const slug = slugOf(path);
  return label(slug, path, isExact(slug, path), free);
}

/** The name of a helper container: `<prefix>-<container>`. */
export function helperName(prefix: string, container: string): string {
  return label(`${prefix}-${slugOf(container)}`, container, slugOf(container) === container, free);
}

/** The name, if it is unambiguous, short enough and not taken; otherwise with a hash of its meaning at the end. */
function label(name: string, meaning: string, saysAll: boolean, isTaken: IsTaken): string {
  const plain = name.replace(TRAILING, '');
  if (saysAll && plain.length <= MAX_LABEL && !isTaken(plain)) {
    return plain;
  }
  const stem = plain.slice(0, MAX_LABEL - HASH_LENGTH - 1).replace(TRAILING, '');
  for (let salt = 0; ; salt++) {
    const hashed = [stem, hash(`${meaning}${salt || ''}`)].filter(Boolean).join('-');
    if (!isTaken(hashed)) {
      return hashed;
    }
  }
}

/** Whether the path follows from the slug. */
function isExact(slug: string, path: string): boolean {
  return `/${slug.replace(/-/g, '/')}` === path;
}

function slugOf(text: string): string {
  return PLAIN.test(text) ? text : text.toLowerCase().replace(/[^a-z0-9-]+/g, '-').replace(/^-+/, '').replace(TRAILING, '');
}

/** Matches from the first dash of a sequence. Trying each of its dashes would be slow. */
const TRAILING = /(?<!-)-+$/;

/** Most names are slugs already, and this test is faster than the conversion. */
const PLAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}
