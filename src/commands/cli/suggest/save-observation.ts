import { statSync } from 'fs';
import { AccountIds } from './accounts';
import { SuggestPathsOptions } from './options';
import { SuggestedPath } from './suggestion';
import { dayOf } from '../../../formats/manifest/day';
import { parseImage, repositoryOf } from '../../../formats/manifest/image';
import { InputError, withPlace } from '../../../formats/manifest/input-error';
import { existingPath } from '../../../formats/manifest/real-path';
import { lockedImage } from '../../../knowledge/image-lock/find-image';
import { LockedImage, LockedImages } from '../../../knowledge/image-lock/locked-images';
import { printLock } from '../../../knowledge/image-lock/print-lock';
import { defaultLock, readLock } from '../../../knowledge/image-lock/read-lock';
import { Io, log } from '../io';
import { replaceFile } from '../replace-file';

/** The lock file that the command line names, or the default file. */
export function lockFor({ lock, save }: Pick<SuggestPathsOptions, 'lock' | 'save'>): LockedImages | undefined {
  if (lock !== undefined) {
    return readLock({ path: lock });
  }
  return save ? readLock(defaultLock()) : undefined;
}

/**
 * The entry for the observation. The runs use its digest, even if the tag has moved.
 *
 * @throws InputError if the file has no entry for the image and its digest, or if the runs would use another command or be unverified
 */
export function lockEntryFor({ image, command, skipVerification }: SuggestPathsOptions, lock: LockedImages): LockedImage {
  if (skipVerification) {
    throw new InputError('--save writes only verified results: remove --skip-verification');
  }
  if (command.length > 0) {
    throw new InputError('--save records the default program of the image: remove the command after --');
  }
  const entry = lockedImage(lock, image);
  if (!entry) {
    throw new InputError(`${lock.file} has no entry for ${image}: run \`cdk8s-hardened lock --file ${lock.file}\` `
      + 'with the paths of your manifests, and use the same image name as the manifests');
  }
  const { digest = entry.digest } = parseImage(image);
  if (digest !== entry.digest) {
    throw new InputError(`${lock.file} has ${entry.digest} for ${entry.name}, and not ${digest}: `
      + 'leave out the digest, or run `cdk8s-hardened lock`');
  }
  return entry;
}

/** The image without its tag, since runtimes ignore a tag beside a digest. */
export function contentOf({ name, digest }: LockedImage): string {
  return `${repositoryOf(name)}@${digest}`;
}

/**
 * Writes the results of runs into the entry of the image. The file is read again: it may have changed meanwhile.
 *
 * @throws InputError if the file cannot be read or written, or has another digest now
 */
export function saveObservation(
  file: string, { name, digest }: LockedImage, ids: AccountIds, paths: readonly SuggestedPath[], io: Io,
): void {
  const { images } = readLock({ path: file });
  const entry = images.get(name);
  if (entry?.digest !== digest) {
    throw new InputError(`${file} got another digest for ${name} during the run: run the command again`);
  }
  const { staleObservation: _, ...current } = entry;
  const observation = {
    digest,
    date: dayOf(Date.now()),
    ...ids,
    writablePaths: paths.map(({ path, isSeeded, sizeLimit }) => ({
      path,
      kind: isSeeded ? 'seeded' as const : 'empty' as const,
      ...sizeLimit !== undefined && { size: sizeLimit },
    })),
  };
  // Resolves a link: replacing the link itself would leave its target unchanged.
  const path = withPlace(file, () => existingPath(file));
  const text = printLock([...images.values()].map((each) => each.name === name ? { ...current, observation } : each));
  withPlace(path, () => replaceFile(path, [Buffer.from(text)], statSync(path).mode));
  log(io, `${file}: was updated with the results for ${name}`);
}
