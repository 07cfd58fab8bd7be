import { ImageContent, SettingsContent } from './content';
import { groupBy } from '../../formats/manifest/group-by';
import { repositoryOf } from '../../formats/manifest/image';
import { FieldError } from '../../formats/manifest/input-error';
import { isSameJson, Path } from '../../formats/manifest/json';
import { toFieldPath } from '../../formats/manifest/paths';
import { parseQuantity } from '../../formats/manifest/quantity';
import { knowledgeOf, KnowledgeOptions } from '../../knowledge/images/knowledge-of';
import { ImageFamily, ImageVariant, KnownPath } from '../../knowledge/images/known-image';
import { writableMountPath } from '../../knowledge/writable-paths/mount-path';

/**
 * The facts about images in a settings file; undefined if it has none.
 *
 * @throws FieldError if a repository, a path or a size is invalid, or if two entries apply to the same images or name them differently
 */
export function ownImages({ images, mirrors }: Pick<SettingsContent, 'images' | 'mirrors'>): KnowledgeOptions | undefined {
  return images || mirrors ? { mirrors, families: images && toFamilies(images) } : undefined;
}

function toFamilies(images: readonly ImageContent[]): readonly ImageFamily[] {
  images.forEach((image, index) => {
    const place = ['images', index];
    const earlier = images.slice(0, index);
    checkRepositories(image, place);
    checkChoice(image, earlier, place);
    checkName(image, earlier, place);
  });
  return familiesOf(images, images.map((image, index) => toVariant(image, ['images', index])));
}

/** A family for each group of repositories that have the same entries. Its variants are in the order of the entries. */
function familiesOf(images: readonly ImageContent[], variants: readonly ImageVariant[]): readonly ImageFamily[] {
  const places = images.flatMap((image, index) => repositoriesOf(image).map((repository) => ({ repository, index })));
  const indexesOf = [...groupBy(places, ({ repository }) => repository)]
    .map(([repository, own]) => ({ repository, indexes: own.map(({ index }) => index) }));
  return [...groupBy(indexesOf, ({ indexes }) => indexes.join()).values()].map((group): ImageFamily => {
    const [{ repository: first, indexes }] = group;
    return {
      name: indexes.map((index) => images[index].name).find((name) => name !== undefined) ?? first,
      repositories: group.map(({ repository }) => repository),
      variants: indexes.map((index) => variants[index]),
    };
  });
}

/** The index of the entry for an image, among valid entries; -1 if none has its repository. */
export function entryFor(image: string, images: readonly ImageContent[]): number {
  const variants = images.map((entry, index) => toVariant(entry, ['images', index]));
  const facts = knowledgeOf(image, { families: familiesOf(images, variants) })?.facts;
  return images.findIndex((entry, index) => repositoriesOf(entry).includes(repositoryOf(image)) && variants[index] === facts);
}

function repositoriesOf({ repository, repositories = [] }: ImageContent): readonly string[] {
  return [...new Set(repository === undefined ? repositories : [repository, ...repositories])];
}

function shareRepository(one: ImageContent, other: ImageContent): boolean {
  const others = new Set(repositoriesOf(other));
  return repositoriesOf(one).some((repository) => others.has(repository));
}

function checkChoice(image: ImageContent, earlier: readonly ImageContent[], place: Path): void {
  const isSame = (other: ImageContent) => (['versions', 'tags'] as const).every((field) => isSameJson(image[field], other[field]));
  const twin = earlier.findIndex((other) => isSame(other) && shareRepository(image, other));
  if (twin >= 0) {
    throw new FieldError(place, `\`${toFieldPath(place)}\` matches the same images as \`images[${twin}]\`: `
      + 'keep one, or set their `versions` or `tags`');
  }
}

function checkName(image: ImageContent, earlier: readonly ImageContent[], place: Path): void {
  const { name } = image;
  const other = name === undefined ? -1
    : earlier.findIndex((each) => each.name !== undefined && each.name !== name && shareRepository(image, each));
  if (other >= 0) {
    throw new FieldError([...place, 'name'], `\`${toFieldPath(place)}.name\` is ${JSON.stringify(name)}, but \`images[${other}]\`, `
      + `which has the same repository, is ${JSON.stringify(earlier[other].name)}: write one name, or remove the other`);
  }
}

function checkRepositories({ repository, repositories = [] }: ImageContent, place: Path): void {
  if (repository !== undefined) {
    checkRepository(repository, [...place, 'repository']);
  }
  repositories.forEach((each, index) => checkRepository(each, [...place, 'repositories', index]));
}

function checkRepository(repository: string, place: Path): void {
  const full = repositoryOf(repository);
  if (full !== repository) {
    const hasMore = /[:@]/.test(repository.slice(repository.lastIndexOf('/')));
    throw new FieldError(place, `\`${toFieldPath(place)}\` is ${JSON.stringify(repository)}: write ${JSON.stringify(full)}`
      + (hasMore ? ', and the version in `versions` or `tags`' : ''));
  }
}

function toVariant({ name: _, repository: __, repositories: ___, writablePaths, ...facts }: ImageContent, place: Path): ImageVariant {
  return {
    ...facts,
    ...writablePaths && { writablePaths: writablePaths.map((path, index) => toPath(path, [...place, 'writablePaths', index])) },
  };
}

function toPath({ path, kind, size, isData, program }: NonNullable<ImageContent['writablePaths']>[number], place: Path): KnownPath {
  const bytes = size === undefined ? undefined : parseQuantity(size);
  if (size !== undefined && !(bytes! > 0)) {
    throw new FieldError([...place, 'size'], `\`size\` is ${JSON.stringify(size)}, which is not a `
      + 'quantity of bytes: write one such as 200Mi');
  }
  try {
    return {
      path: writableMountPath(path, false, 'writable path', kind === 'seeded'),
      kind,
      size: bytes,
      ...isData && { isData },
      ...program && { program },
    };
  } catch (error) {
    throw new FieldError([...place, 'path'], (error as Error).message.replace('use WritablePath.fromImage', 'write `kind: seeded`'));
  }
}
