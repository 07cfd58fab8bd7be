import { readObservation } from './facts/observation';
import { readFacts } from './facts/read-facts';
import { lockName } from './lock-name';
import { LOCK_API_VERSION, LOCK_KIND, LockedImage, LockedImages } from './locked-images';
import { isPlatform } from './platforms';
import { parseDay } from '../../formats/manifest/day';
import { isPinned, isReference, parseImage } from '../../formats/manifest/image';
import { FieldError } from '../../formats/manifest/input-error';
import { isObject, JsonObject, Path } from '../../formats/manifest/json';
import { unknownKey } from '../../formats/manifest/nearest';
import { readWritten } from '../../formats/yaml/single-document';

const RENEW = 'remove the file, and run `cdk8s-hardened lock`, which writes a new one';

/**
 * Reads the text of a lock file.
 *
 * @throws InputError naming the file, line and column, the problem and the fix
 */
export function parseLock(bytes: Uint8Array, file: string): LockedImages {
  return readWritten(file, bytes, ({ value }) => ({ file, images: parseLockContent(value) }));
}

/**
 * The images of a lock file, by name.
 *
 * @throws FieldError with the wrong field and the fix
 */
export function parseLockContent(value: unknown): ReadonlyMap<string, LockedImage> {
  if (!isObject(value)) {
    throw new FieldError([], `this is not a lock file: ${RENEW}`);
  }
  checkIs(value, 'apiVersion', LOCK_API_VERSION);
  checkIs(value, 'kind', LOCK_KIND);
  checkKeys(value, ['apiVersion', 'kind', 'images'], [], 'the lock file');
  const { images } = value;
  if (!Array.isArray(images)) {
    throw new FieldError('images' in value ? ['images'] : [], `the lock file has no list \`images\`: ${RENEW}`);
  }
  const byName = new Map<string, LockedImage>();
  images.forEach((entry, index) => {
    const image = lockedImage(entry, ['images', index]);
    if (byName.has(image.name)) {
      const twin = [...byName.keys()].indexOf(image.name);
      throw new FieldError(['images', index, 'image'], `\`images[${index}]\` is for ${image.name}, as `
        + `\`images[${twin}]\` is: remove one of them`);
    }
    byName.set(image.name, image);
  });
  return byName;
}

function lockedImage(entry: unknown, path: Path): LockedImage {
  const place = `\`images[${String(path[1])}]\``;
  if (!isObject(entry)) {
    throw new FieldError(path, `${place} is ${JSON.stringify(entry)}: write an object with \`image\` and \`resolved\``);
  }
  checkKeys(entry, ['image', 'platforms', 'resolved', 'facts', 'observation'], path, place);
  const { image, platforms, resolved, facts: written, observation: observed } = entry;
  const at = (key: string) => key in entry ? [...path, key] : path;
  if (!isReference(image) || parseImage(image).tag === undefined || !isPinned(image)) {
    throw new FieldError(at('image'), `the \`image\` of ${place} is ${JSON.stringify(image) ?? 'missing'}: write a name `
      + 'with tag and digest, such as nginx:1.29@sha256:<64 digits>');
  }
  if (platforms !== undefined && !(Array.isArray(platforms) && platforms.length > 0 && platforms.every(isPlatform))) {
    throw new FieldError(at('platforms'), `the \`platforms\` of ${place} are ${JSON.stringify(platforms)}: `
      + 'write a list such as [linux/amd64, linux/arm64]');
  }
  if (typeof resolved !== 'string' || parseDay(resolved) === undefined) {
    throw new FieldError(at('resolved'), `the \`resolved\` of ${place} is ${JSON.stringify(resolved) ?? 'missing'}, `
      + 'which is not a date: write one such as "2026-11-28"');
  }
  const digest = parseImage(image).digest!;
  const facts = written === undefined ? undefined : readFacts(written, [...path, 'facts']);
  const observation = observed === undefined ? undefined : readObservation(observed, [...path, 'observation']);
  return {
    name: lockName(image)!,
    digest,
    platforms,
    resolved,
    ...facts && { [facts.digest === digest ? 'facts' : 'staleFacts']: facts },
    ...observation && { [observation.digest === digest ? 'observation' : 'staleObservation']: observation },
  };
}

function checkKeys(object: JsonObject, known: readonly string[], path: Path, place: string): void {
  const unknown = unknownKey(object, known, `the keys are ${known.join(', ')}`, '`');
  if (unknown) {
    throw new FieldError([...path, unknown.key], `${place} has no key \`${unknown.key}\`: ${unknown.hint}`);
  }
}

function checkIs(object: JsonObject, key: string, expected: string): void {
  if (object[key] !== expected) {
    throw new FieldError(key in object ? [key] : [], `the \`${key}\` of the lock file is `
      + `${JSON.stringify(object[key]) ?? 'missing'}: write ${expected}`);
  }
}
