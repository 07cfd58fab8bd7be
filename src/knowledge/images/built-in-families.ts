/*
 * The families of docs/reference/images.md. A family is parsed when the first of its images is looked up, because a run needs few families.
 */
import { FAMILIES, SHARED } from './families.generated';
import { ImageFamily } from './known-image';

const LOADS = FAMILIES.map(([names, json]): { readonly repositories: readonly string[]; readonly load: () => ImageFamily } => {
  const repositories = names.split(' ');
  let family: ImageFamily | undefined;
  return { repositories, load: () => family ??= { name: repositories[0], repositories, ...parsed(json) } };
});

const BY_REPOSITORY = new Map(LOADS.flatMap(({ repositories, load }) => repositories.map((repository) => [repository, load] as const)));

/** The family with a repository, such as `docker.io/library/postgres` or `dhi.io/*`. */
export function builtInFamily(repository: string): ImageFamily | undefined {
  return BY_REPOSITORY.get(repository)?.();
}

/** All families, for lists and tests. */
export function builtInFamilies(): readonly ImageFamily[] {
  return LOADS.map(({ load }) => load());
}

function parsed(json: string): Pick<ImageFamily, 'variants'> {
  return JSON.parse(json, (_, value) => value.$ === undefined ? value : parsed(SHARED[value.$]));
}
