import { isAbsent } from './json';

/*
 * References to container images: `registry.example:5000/team/app:1.2@sha256:...`.
 * Grammar: https://github.com/distribution/reference/blob/main/reference.go
 */

export interface ImageReference {
  /** Host and port; undefined if the container runtime of the node decides. */
  readonly registry?: string;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** As in Docker, the first segment of a path is a registry if it has a dot, a port or an uppercase letter, or is `localhost`. */
const REFERENCE = new RegExp([
  /^(?:((?=[^/@]*[.:A-Z])[^/@\s]+|localhost)\/)?/,
  /([^:@\s]+)/,
  /(?::(\w[\w.-]{0,127}))?/,
  /(?:@([^:@\s]+:[^:@\s]+))?$/,
].map(({ source }) => source).join(''));

/** An image with a digest, which identifies its content. */
export const PINNED = /^[^@\s]+@(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

const MAX_LENGTH = 512;
const HOST = /(?:[a-zA-Z0-9]+(?:-+[a-zA-Z0-9]+)*(?:\.[a-zA-Z0-9]+(?:-+[a-zA-Z0-9]+)*)*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?/;
const NAME = /[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*/;
const VERSION = /(?::\w[\w.-]{0,127})?(?:@(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}))?/;
const VALID = new RegExp(`^(?:${HOST.source}/)?${NAME.source}(?:/${NAME.source})*${VERSION.source}$`);

/** Whether a text can be an image reference. It starts with a letter, a digit or `[`, so that no program reads it as an option. */
export function isReference(text: unknown): text is string {
  return typeof text === 'string' && text.length <= MAX_LENGTH && VALID.test(text);
}

/** The parts of an image reference. A text that is not a reference is returned as a repository without a tag or digest. */
export function parseImage(text: string): ImageReference {
  const [, registry, repository = text, tag, digest] = REFERENCE.exec(text) ?? [];
  return { registry, repository, tag, digest };
}

/** The name of an image as written, without its tag and digest. */
export function nameOf(image: string): string {
  const { registry, repository } = parseImage(image);
  return registry === undefined ? repository : `${registry}/${repository}`;
}

/** The registry and repository of an image: `nginx`, `library/nginx` and `docker.io/nginx:1` all are `docker.io/library/nginx`. */
export function repositoryOf(image: string): string {
  const { registry = 'docker.io', repository } = parseImage(image);
  const isHub = registry === 'docker.io' || registry === 'index.docker.io';
  return isHub ? `docker.io/${repository.includes('/') ? repository : `library/${repository}`}` : `${registry}/${repository}`;
}

/** A registry, or a path in a registry: `ghcr.io`, `registry.example:5000/shop`. */
export const REGISTRY_HOST = `^(?=[^/]*[.:]|localhost)${HOST.source}(?:/${NAME.source})*$`;
const IS_REGISTRY = new RegExp(REGISTRY_HOST);

export function isRegistry(text: unknown): text is string {
  return typeof text === 'string' && text.length <= MAX_LENGTH && IS_REGISTRY.test(text);
}

/** Whether an image is in one of the registries, or in one of the paths of registries. */
export function isFrom(image: string, registries: readonly string[]): boolean {
  const repository = repositoryOf(image);
  return registries.some((registry) => repository === registry || repository.startsWith(`${registry}/`));
}

/** Whether an image has a digest, so that every pull gets the same content. */
export function isPinned(image: unknown): boolean {
  return typeof image === 'string' && PINNED.test(image);
}

/** Whether a container has no image. The API server refuses such a container. */
export function isMissing(image: unknown): boolean {
  return isAbsent(image) || image === '';
}

/** Whether an image has a digest or a tag of one version, unlike `latest`. */
export function isVersion(image: unknown): boolean {
  if (typeof image !== 'string') {
    return false;
  }
  const { tag } = parseImage(image);
  return isPinned(image) || (tag !== undefined && tag !== 'latest');
}
