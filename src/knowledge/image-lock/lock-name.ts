import { isReference, parseImage, repositoryOf } from '../../formats/manifest/image';

/**
 * The name of an image in a lock file: `docker.io/library/nginx:1.29` for `nginx:1.29`, with or without a digest. Undefined for a text that
 * is not a reference, and for an image with a digest but without a tag.
 */
export function lockName(image: unknown): string | undefined {
  if (!isReference(image)) {
    return undefined;
  }
  const { tag, digest } = parseImage(image);
  return tag === undefined && digest !== undefined ? undefined : `${repositoryOf(image)}:${tag ?? DEFAULT_TAG}`;
}

/** The default tag of an image. */
export const DEFAULT_TAG = 'latest';

/**
 * The name without the registry of Docker Hub. Dependabot searches a file for names without this registry, and would otherwise not find the
 * line to update.
 */
export function familiarName(name: string): string {
  const [, own] = /^docker\.io\/(?:library\/)?(.+)$/.exec(name) ?? [];
  // Without the registry, some names would be read as another registry. They keep it.
  return own !== undefined && lockName(own) === name ? own : name;
}
