import { Size } from 'cdk8s';
import { IPersistentVolumeClaim, PersistentVolumeClaim } from 'cdk8s-plus-28';
import { SeedUpdatePolicy, PersistentPathOptions } from './writable-path-options';
import { isDirectoryName } from '../writable-paths/mount-path';

/** The largest id of a group in Kubernetes. */
const MAX_ID = 2147483647;
const SEVERAL_NODES = ['ReadWriteMany', 'ReadOnlyMany'];

/**
 * Bytes, or undefined where no size is given.
 *
 * @throws where nothing could be written
 */
export function checkSize(path: string, size: Size | undefined): number | undefined {
  const sizeLimit = size && size.toKibibytes() * 1024;
  if (sizeLimit !== undefined && !(sizeLimit > 0)) {
    throw new Error(`writable path "${path}" has a sizeLimit of zero: nothing could be written, give it a size`);
  }
  return sizeLimit;
}

/** @throws where a text is given and empty */
export function checkFilled(path: string, { container, seedImage }: { container?: string; seedImage?: string }): void {
  if (container === '') {
    throw new Error(`writable path "${path}" is for a container with an empty name: give the name, or leave it out for all`);
  }
  if (seedImage === '') {
    throw new Error(`writable path "${path}" has an empty seedImage: give an image, or leave it out`);
  }
}

/** @throws where a path in a claim cannot be meant */
export function checkPersistent(path: string, options: PersistentPathOptions, accessModes: readonly string[] | undefined): void {
  const refuse = (reason: string, remedy: string): never => {
    throw new Error(`persistent path "${path}" ${reason}: ${remedy}`);
  };
  const { subPath, supplementalGroups = [], seedUpdatePolicy, seeded, seedImage, takeOwnership } = options;
  checkFilled(path, options);
  if (subPath !== undefined && !isDirectoryName(subPath)) {
    refuse(`has the subPath ${JSON.stringify(subPath)}`, seeded ? 'the root of a claim cannot be seeded, name one directory of it' : 'name one directory of the claim');
  }
  if (subPath?.startsWith('.') && seeded) {
    refuse(`has the hidden subPath ${JSON.stringify(subPath)}`, 'the seed keeps its own things in such, choose another');
  }
  if (!seeded && (seedImage !== undefined || seedUpdatePolicy !== undefined)) {
    refuse('is not seeded, and says how', 'say `seeded`, or leave out `seedImage` and `seedUpdatePolicy`');
  }
  if (accessModes?.length && accessModes.every((mode) => mode === 'ReadOnlyMany')) {
    refuse('lies in a claim that has ReadOnlyMany alone', 'nothing can be written there, use a claim with ReadWriteOnce or ReadWriteMany');
  }
  const many = accessModes?.find((mode) => SEVERAL_NODES.includes(mode));
  if (seedUpdatePolicy === SeedUpdatePolicy.REPLACE && many) {
    refuse(`replaces its files in a claim with ${many}`, 'an old pod would lose them, use a claim with ReadWriteOnce or keep the files');
  }
  const wrong = supplementalGroups.find((group) => !Number.isInteger(group) || group <= 0 || group > MAX_ID);
  if (wrong !== undefined) {
    refuse(`has the supplemental group ${wrong}`, `give whole numbers from 1 to ${MAX_ID}; 0 is root's`);
  }
  if (takeOwnership && options.fsGroup === false) {
    refuse('takes the ownership of a claim that others own', 'leave out `takeOwnership`, or `fsGroup: false`');
  }
}

/** The access modes of a claim that the app makes; undefined for one that exists elsewhere. */
export function accessModesOf(claim: IPersistentVolumeClaim): readonly string[] | undefined {
  // By its field and not by instanceof: the claim may come from another copy of cdk8s-plus.
  return (claim as PersistentVolumeClaim).accessModes;
}
