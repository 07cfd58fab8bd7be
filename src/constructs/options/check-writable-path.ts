import { Size } from 'cdk8s';
import { checkOptions, ExpectedOptions, FLAG_OPTION, memberOf, optionsOf, textSuchAs } from './check-values';
import { EXPECTED_GROUPS, SIZE } from './expected';
import { WritablePathMedium } from './writable-path-medium';
import {
  PersistentPathOptions,
  SeededPathOptions,
  SeedUpdatePolicy,
  TakeOwnershipOptions,
  WritablePathOptions,
} from './writable-path-options';
import { OptionError } from '../../formats/language/option-error';
import { isDirectoryName } from '../../knowledge/writable-paths/mount-path';

const SEVERAL_NODES = ['ReadWriteMany', 'ReadOnlyMany'];

const IMAGE = textSuchAs('busybox:1.37');

const EMPTY_DIR: ExpectedOptions<WritablePathOptions> = {
  sizeLimit: SIZE,
  medium: memberOf('WritablePathMedium', WritablePathMedium),
  shareVolume: FLAG_OPTION,
  ephemeral: FLAG_OPTION,
};

const FROM_IMAGE: ExpectedOptions<SeededPathOptions> = { ...EMPTY_DIR, seedImage: IMAGE };

const TAKE_OWNERSHIP: ExpectedOptions<TakeOwnershipOptions> = {
  reason: textSuchAs('NFS ignores fsGroup'),
  image: IMAGE,
  expires: textSuchAs('2026-12-31'),
  owner: textSuchAs('team-storage'),
  ticket: textSuchAs('OPS-7'),
};

const PERSISTENT: ExpectedOptions<PersistentPathOptions> = {
  subPath: textSuchAs('data', true),
  groupOwnership: FLAG_OPTION,
  supplementalGroups: EXPECTED_GROUPS,
  takeOwnership: optionsOf(TAKE_OWNERSHIP, { required: ['reason'], example: '{ reason: \'...\' }' }),
  seeded: FLAG_OPTION,
  seedImage: IMAGE,
  seedUpdatePolicy: memberOf('SeedUpdatePolicy', SeedUpdatePolicy),
};

/**
 * The size limit in bytes, if one is given.
 *
 * @throws if it is zero
 */
export function checkSize(path: string, size: Size | undefined): number | undefined {
  const sizeLimit = size && size.toKibibytes() * 1024;
  if (sizeLimit !== undefined && !(sizeLimit > 0)) {
    throw new OptionError(`writable path "${path}" has a sizeLimit of zero: nothing could be written, set a larger one`);
  }
  return sizeLimit;
}

/** @throws if an option of an emptyDir is misspelled or invalid */
export function checkEmptyDir(path: unknown, options: unknown): void {
  checkOptions(`writable path ${JSON.stringify(path)}`, options, EMPTY_DIR);
}

/** @throws if an option of a seeded emptyDir is misspelled or invalid */
export function checkFromImage(path: unknown, options: unknown): void {
  checkOptions(`writable path ${JSON.stringify(path)}`, options, FROM_IMAGE);
}

/** @throws if an option of a path in a PVC is misspelled or invalid */
export function checkPersistentOptions(path: unknown, options: unknown): void {
  checkOptions(`persistent path ${JSON.stringify(path)}`, options, PERSISTENT);
}

/** @throws if options of a path in a PVC contradict each other or the PVC */
export function checkPersistent(path: string, options: PersistentPathOptions, accessModes: readonly string[] | undefined): void {
  const refuse = (reason: string, remedy: string): never => {
    throw new OptionError(`persistent path "${path}" ${reason}: ${remedy}`);
  };
  const { subPath, seedUpdatePolicy, seeded, seedImage, takeOwnership } = options;
  if (subPath !== undefined && !isDirectoryName(subPath)) {
    refuse(`has the subPath ${JSON.stringify(subPath)}`, seeded
      ? 'the root of a PVC cannot be seeded, write the name of one directory'
      : 'write the name of one directory of the PVC');
  }
  if (subPath?.startsWith('.') && seeded) {
    refuse(`has the hidden subPath ${JSON.stringify(subPath)}`, 'the seed keeps its own files in hidden directories, choose another name');
  }
  if (!seeded && (seedImage !== undefined || seedUpdatePolicy !== undefined)) {
    refuse('has `seedImage` or `seedUpdatePolicy`, and is not seeded', 'set `seeded: true`, or leave them out');
  }
  if (accessModes?.length && accessModes.every((mode) => mode === 'ReadOnlyMany')) {
    refuse('is in a PVC whose only access mode is ReadOnlyMany', 'nothing can be written there, use a PVC with '
      + 'ReadWriteOnce or ReadWriteMany');
  }
  const many = accessModes?.find((mode) => SEVERAL_NODES.includes(mode));
  if (seedUpdatePolicy === SeedUpdatePolicy.REPLACE && many) {
    refuse(`replaces its files in a PVC with ${many}`, 'an old pod would lose them, use a PVC with ReadWriteOnce or SeedUpdatePolicy.KEEP');
  }
  if (takeOwnership && options.groupOwnership === false) {
    refuse('takes ownership of a PVC that others own', 'leave out `takeOwnership` or `groupOwnership: false`');
  }
}
