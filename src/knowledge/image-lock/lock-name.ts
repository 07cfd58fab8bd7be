import { isReference, parseImage, repositoryOf } from '../../formats/manifest/image';

/**
 * The name that a lock file knows an image by: `docker.io/library/nginx:1.29` for `nginx:1.29`, whether a digest follows or not. Undefined
 * for a text that is not a reference, and for an image with a digest and without a tag to look up.
 */
export function lockName(image: unknown): string | undefined {
  if (!isReference(image)) {
    return undefined;
  }
  const { tag, digest } = parseImage(image);
  return tag === undefined && digest !== undefined ? undefined : `${repositoryOf(image)}:${tag ?? DEFAULT_TAG}`;
}

/** The tag of an image that names none. */
export const DEFAULT_TAG = 'latest';

/**
 * The same name without the registry of Docker Hub. Dependabot leaves that out of the names that it looks for in a file, and so would not
 * find the line that it is to update.
 */
export function familiarName(name: string): string {
  const [, own] = /^docker\.io\/(?:library\/)?(.+)$/.exec(name) ?? [];
  // What would read as another registry without it keeps its own.
  return own !== undefined && lockName(own) === name ? own : name;
}
