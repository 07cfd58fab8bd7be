import { Size } from 'cdk8s';
import { checkKeys } from './check-keys';
import { described } from './check-values';
import { WritablePathMedium } from './writable-path-medium';
import { PersistentPathOptions, SeededPathOptions, SeedUpdatePolicy, WritablePathOptions } from './writable-path-options';
import { MAX_ID } from '../manifest/schema/shape';
import { isDirectoryName } from '../writable-paths/mount-path';

const SEVERAL_NODES = ['ReadWriteMany', 'ReadOnlyMany'];

const EMPTY_DIR_OPTIONS: { readonly [name in keyof Required<WritablePathOptions>]: true } = {
  sizeLimit: true, medium: true, shareVolume: true, ephemeral: true,
};

const PERSISTENT_OPTIONS: { readonly [name in keyof Required<PersistentPathOptions>]: true } = {
  subPath: true, disableFsGroup: true, supplementalGroups: true, takeOwnership: true, seeded: true, seedImage: true, seedUpdatePolicy: true,
};

/**
 * The size limit in bytes, if one is given.
 *
 * @throws if it is no size, or zero
 */
export function checkSize(path: string, size: Size | undefined): number | undefined {
  if (size !== undefined && typeof size?.toKibibytes !== 'function') {
    const [, number, unit] = /^(\d+)([KMGT]i)$/.exec(String(size)) ?? [];
    const factory = { Ki: 'kibibytes', Mi: 'mebibytes', Gi: 'gibibytes', Ti: 'tebibytes' }[unit] ?? 'mebibytes';
    throw new Error(`sizeLimit of writable path ${JSON.stringify(path)} is ${described(size)}: write Size.${factory}(${number ?? '...'})`);
  }
  const sizeLimit = size && size.toKibibytes() * 1024;
  if (sizeLimit !== undefined && !(sizeLimit > 0)) {
    throw new Error(`writable path "${path}" has a sizeLimit of zero: nothing could be written, set a larger one`);
  }
  return sizeLimit;
}

/** @throws if an option of an emptyDir is misspelled or invalid */
export function checkEmptyDir(path: string, options: SeededPathOptions, known: readonly string[] = []): void {
  checkKeys(`writable path ${JSON.stringify(path)} `, options, [...Object.keys(EMPTY_DIR_OPTIONS), ...known]);
  const { medium } = options;
  if (medium !== undefined && !Object.values(WritablePathMedium).includes(medium)) {
    throw new Error(`medium of writable path ${JSON.stringify(path)} is ${described(medium)}: `
      + 'write WritablePathMedium.DISK or WritablePathMedium.MEMORY');
  }
}

/** @throws if the seed image is an empty text */
export function checkSeedImage(path: string, { seedImage }: { readonly seedImage?: string }): void {
  if (seedImage === '') {
    throw new Error(`writable path "${path}" has an empty seedImage: set an image, or leave it out`);
  }
}

/** @throws if a path in a PVC is invalid */
export function checkPersistent(path: string, options: PersistentPathOptions, accessModes: readonly string[] | undefined): void {
  const refuse = (reason: string, remedy: string): never => {
    throw new Error(`persistent path "${path}" ${reason}: ${remedy}`);
  };
  const { subPath, supplementalGroups = [], seedUpdatePolicy, seeded, seedImage, takeOwnership } = options;
  checkKeys(`persistent path "${path}" `, options, Object.keys(PERSISTENT_OPTIONS));
  checkSeedImage(path, options);
  if (subPath !== undefined && !isDirectoryName(subPath)) {
    refuse(`has the subPath ${JSON.stringify(subPath)}`, seeded ? 'the root of a PVC cannot be seeded, write the name of one directory' : 'write the name of one directory of the PVC');
  }
  if (subPath?.startsWith('.') && seeded) {
    refuse(`has the hidden subPath ${JSON.stringify(subPath)}`, 'the seed keeps its own files in hidden directories, choose another name');
  }
  if (!seeded && (seedImage !== undefined || seedUpdatePolicy !== undefined)) {
    refuse('has `seedImage` or `seedUpdatePolicy`, and is not seeded', 'set `seeded: true`, or leave them out');
  }
  if (accessModes?.length && accessModes.every((mode) => mode === 'ReadOnlyMany')) {
    refuse('lies in a PVC with no access mode but ReadOnlyMany', 'nothing can be written there, use a PVC with ReadWriteOnce or ReadWriteMany');
  }
  const many = accessModes?.find((mode) => SEVERAL_NODES.includes(mode));
  if (seedUpdatePolicy === SeedUpdatePolicy.REPLACE && many) {
    refuse(`replaces its files in a PVC with ${many}`, 'an old pod would lose them, use a PVC with ReadWriteOnce or SeedUpdatePolicy.KEEP');
  }
  const wrong = supplementalGroups.find((group) => !Number.isInteger(group) || group <= 0 || group > MAX_ID);
  if (wrong !== undefined) {
    refuse(`has the supplemental group ${described(wrong)}`, `use whole numbers from 1 to ${MAX_ID}; 0 is root's group`);
  }
  if (takeOwnership && options.disableFsGroup) {
    refuse('takes ownership of a PVC that others own', 'leave out `takeOwnership` or `disableFsGroup`');
  }
}
