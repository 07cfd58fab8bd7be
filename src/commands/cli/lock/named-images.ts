import { isReference, parseImage } from '../../../formats/manifest/image';
import { ContainerView } from '../../../formats/manifest/pod';
import { matchesWildcards } from '../../../formats/manifest/wildcards';
import { podsOf, objectsIn } from '../../../formats/manifest/workload';
import { DEFAULT_TAG, lockName } from '../../../knowledge/image-lock/lock-name';
import { commandPlaces, programAt } from '../../../policy/controls/command-places';
import { imagesOf } from '../../../policy/controls/image-places';
import { matchesImage } from '../../../policy/engine/match';
import { documentsIn } from '../../../tasks/audit/documents';
import { EmptyInputs } from '../../../tasks/audit/empty-inputs';
import { Input } from '../../../tasks/audit/input';

/** The images that manifests name. */
export interface NamedImages {
  /** The images by their names in a lock file, each with the first place that names it. */
  readonly wanted: ReadonlyMap<string, string>;
  /** Absolute paths of the programs that containers, their probes and hooks start, by the names of their images in a lock file. */
  readonly commands: ReadonlyMap<string, ReadonlySet<string>>;
  /** The first container with each image, by the names of the images in a lock file. */
  readonly containers: ReadonlyMap<string, ContainerView>;
  /** Images that are left out, by their names in a lock file. */
  readonly excluded: ReadonlySet<string>;
  /** Patterns that leave out no image. */
  readonly unmatched: ReadonlySet<string>;
  /** Number of images with a digest and no tag. */
  readonly untagged: number;
  /** Values that are not image references, with their places. */
  readonly invalid: readonly string[];
}

/**
 * Finds the images of containers and of image volumes in manifests, including custom resources.
 *
 * @param excluded patterns of images to leave out
 * @throws InputError if an input cannot be read, or is empty although it must have objects: without images, all entries would be removed
 */
export function* namedImages(inputs: readonly Input[], excluded: readonly string[], empty: EmptyInputs): Generator<void, NamedImages> {
  const commands = new Map<string, Set<string>>();
  const unmatched = new Set(excluded);
  const wanted = new Map<string, string>();
  const containers = new Map<string, ContainerView>();
  const found = { wanted, commands, containers, excluded: new Set<string>(), unmatched, untagged: 0, invalid: [] as string[] };
  for (const input of inputs) {
    let objects = 0;
    for (const { manifest, rangeOf } of documentsIn(input)) {
      objects += manifest ? 1 : 0;
      const pods = manifest ? objectsIn(manifest).flatMap(({ object, path }) => podsOf(object, path)) : [];
      for (const { json, field, owner, path } of pods.flatMap(imagesOf)) {
        const image = json[field];
        const name = lockName(image);
        const place = () => {
          if (input.isLive) {
            return input.name;
          }
          const { line, column } = rangeOf([...owner.path, ...path]);
          return `${input.name}:${line}:${column}`;
        };
        if (typeof image !== 'string' || image === '') {
          continue;
        }
        const patterns = excluded.filter((pattern) => isExcluded(image, pattern));
        patterns.forEach((pattern) => unmatched.delete(pattern));
        if (patterns.length > 0) {
          found.excluded.add(name ?? image);
        } else if (name !== undefined) {
          found.wanted.set(name, found.wanted.get(name) ?? place());
          owner instanceof ContainerView && !containers.has(name) && containers.set(name, owner);
          const programs = commandPlaces(json).flatMap((each) => programAt(json, each) ?? []).filter((program) => program.startsWith('/'));
          programs.forEach((program) => commands.set(name, (commands.get(name) ?? new Set()).add(program)));
        } else if (isReference(image)) {
          found.untagged++;
        } else {
          found.invalid.push(`${place()}: ${JSON.stringify(image)} is not an image: correct it, render `
            + 'the template, or leave it out with --exclude-image');
        }
      }
      yield;
    }
    empty.see(input, objects);
  }
  empty.check();
  return found;
}

/** Whether a pattern leaves out an image. A pattern without a tag matches all tags. */
function isExcluded(image: string, pattern: string): boolean {
  const start = pattern.lastIndexOf('/') + 1;
  const colon = pattern.includes('@') ? -1 : pattern.indexOf(':', start);
  return colon < 0 ? matchesImage(pattern, image)
    : matchesImage(pattern.slice(0, colon), image) && matchesWildcards(pattern.slice(colon + 1), parseImage(image).tag ?? DEFAULT_TAG);
}
