import { createHash } from 'node:crypto';

/** Kubernetes' limit on a DNS label, which a volume's name must be (RFC 1123). */
const MAX_LABEL = 63;
const HASH_LENGTH = 8;

/**
 * The name of the volume that makes a path of a container writable: `scratch-<container>--<slug of the path>`.
 * Stable, a valid DNS label, and never one of the names that are taken: where the slug does not say the path exactly,
 * where the name gets too long, and where a foreign volume has it, a hash of container and path stands at its end.
 */
export function scratchVolumeName(container: string, path: string, isTaken: (name: string) => boolean): string {
  const slug = slugOf(path);
  const owner = slugOf(container);
  const isExact = `/${slug.replace(/-/g, '/')}` === path && owner === container;
  const plain = `scratch-${owner}--${slug}`.replace(/-+$/, '');
  if (isExact && plain.length <= MAX_LABEL && !isTaken(plain)) {
    return plain;
  }
  const stem = plain.slice(0, MAX_LABEL - HASH_LENGTH - 1).replace(/-+$/, '');
  for (let salt = 0; ; salt++) {
    const name = `${stem}-${hash(`${container}\n${path}${salt || ''}`)}`;
    if (!isTaken(name)) {
      return name;
    }
  }
}

function slugOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9-]+/g, '-').replace(/^-+|-+$/g, '');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}
