import { ImageContent, SettingsContent } from './content';
import { groupBy } from '../../formats/manifest/group-by';
import { repositoryOf } from '../../formats/manifest/image';
import { FieldError } from '../../formats/manifest/input-error';
import { isSameJson, Path } from '../../formats/manifest/json';
import { parseQuantity } from '../../formats/manifest/quantity';
import { knowledgeOf, KnowledgeOptions } from '../../knowledge/images/knowledge-of';
import { ImageFamily, ImageVariant, KnownPath } from '../../knowledge/images/known-image';
import { writableMountPath } from '../../knowledge/writable-paths/mount-path';

/**
 * The facts about images in a settings file; undefined if it has none.
 *
 * @throws FieldError if a repository, a path or a size is invalid, or if two entries apply to the same images
 */
export function ownImages({ images, mirrors }: Pick<SettingsContent, 'images' | 'mirrors'>): KnowledgeOptions | undefined {
  return images || mirrors ? { mirrors, families: images && toFamilies(images) } : undefined;
}

function toFamilies(images: readonly ImageContent[]): readonly ImageFamily[] {
  images.forEach((image, index) => {
    const place = ['images', index];
    checkRepository(image, place);
    const twin = images.slice(0, index).findIndex((other) => isSameChoice(image, other));
    if (twin >= 0) {
      throw new FieldError(place, `\`images[${index}]\` is for the same images as \`images[${twin}]\`: keep one, or set their \`versions\` or \`tags\``);
    }
  });
  return byRepository(images, images.map((image, index) => toVariant(image, ['images', index])));
}

function byRepository(images: readonly ImageContent[], variants: readonly ImageVariant[]): readonly ImageFamily[] {
  const entries = images.map(({ repository }, index) => ({ repository, variant: variants[index] }));
  return [...groupBy(entries, ({ repository }) => repository)]
    .map(([repository, own]) => ({ name: repository, repositories: [repository], variants: own.map(({ variant }) => variant) }));
}

/** The place of the entry for an image, among valid entries; -1 if none has its repository. */
export function entryFor(image: string, images: readonly ImageContent[]): number {
  const variants = images.map((entry, index) => toVariant(entry, ['images', index]));
  const facts = knowledgeOf(image, { families: byRepository(images, variants) })?.facts;
  return images.findIndex(({ repository }, index) => repository === repositoryOf(image) && variants[index] === facts);
}

function isSameChoice(one: ImageContent, other: ImageContent): boolean {
  return one.repository === other.repository && (['versions', 'tags'] as const).every((field) => isSameJson(one[field], other[field]));
}

function checkRepository({ repository }: ImageContent, place: Path): void {
  const full = repositoryOf(repository);
  if (full !== repository) {
    const hasMore = /[:@]/.test(repository.slice(repository.lastIndexOf('/')));
    throw new FieldError([...place, 'repository'], `\`images[${place[1]}].repository\` is ${JSON.stringify(repository)}: write ${JSON.stringify(full)}`
      + (hasMore ? ', and the version in `versions` or `tags`' : ''));
  }
}

function toVariant({ repository: _, writablePaths, ...facts }: ImageContent, place: Path): ImageVariant {
  return {
    ...facts,
    ...writablePaths && { writablePaths: writablePaths.map((path, index) => toPath(path, [...place, 'writablePaths', index])) },
    evidence: { documented: [] },
  };
}

function toPath({ path, kind, size, isData }: NonNullable<ImageContent['writablePaths']>[number], place: Path): KnownPath {
  const bytes = size === undefined ? undefined : parseQuantity(size);
  if (size !== undefined && !(bytes! > 0)) {
    throw new FieldError([...place, 'size'], `\`size\` is ${JSON.stringify(size)}, which is not a quantity of bytes: write one such as 200Mi`);
  }
  try {
    return { path: writableMountPath(path, false, 'writable path', kind === 'seeded'), kind, size: bytes, ...isData && { isData } };
  } catch (error) {
    throw new FieldError([...place, 'path'], (error as Error).message.replace('use WritablePath.fromImage', 'write `kind: seeded`'));
  }
}
