/*
 * Reads files that the input names: a settings file, a kustomization, a chart, or a folder with links. Whoever opens a pull request can
 * write these, so they must not lead to other files of the machine, nor to `.git`, which may contain the token of a checkout.
 */
import { closeSync, constants, fstatSync, openSync } from 'fs';
import { basename, relative } from 'path';
import { chunksOf, MAX_WHOLE } from './chunks';
import { isInGitFolder, leadsToGit } from './git-folder';
import { isOnOtherMachine } from './other-machine';
import { withPlace } from '../manifest/input-error';
import { isInside } from '../manifest/is-inside';
import { existingPath, realPath } from '../manifest/real-path';

/** Windows has neither. Without NONBLOCK, opening a pipe waits for a writer. */
const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/**
 * The bytes of a file that the input names.
 *
 * @param root the folder that it must not leave, without links: its repository, or its chart
 * @throws InputError if it leads out of that folder or to files of git, is not a regular file, cannot be read, or is too large
 */
export function readConfinedFile(path: string, root: string, most = MAX_WHOLE): Buffer {
  return Buffer.concat([...confinedChunks(path, root, { most })]);
}

/**
 * The same, piece by piece.
 *
 * @param real the path without links, if the folder of the file is confined
 */
export function* confinedChunks(path: string, root: string, { most, real }: { most?: number; real?: string } = {}): Generator<Uint8Array> {
  const file = real === undefined ? openConfined(path, root) : withPlace(path, () => openIn(real));
  try {
    yield* chunksOf(file, path, most);
  } finally {
    closeSync(file);
  }
}

/**
 * The real path of a file that the input names, for a program that reads it.
 *
 * @throws InputError as `readConfinedFile`
 */
export function confinedPath(path: string, root: string): string {
  closeSync(openConfined(path, root));
  return realPath(path);
}

/**
 * The real path of a file that the input names and that is written. It need not exist.
 *
 * @throws InputError as `readConfinedFile`
 */
export function confinedTarget(path: string, root: string): string {
  return withPlace(path, () => {
    checkMachine(path, root);
    const real = realPath(path);
    checkPlace(real, root);
    return real;
  });
}

function openConfined(path: string, root: string): number {
  return withPlace(path, () => {
    checkMachine(path, root);
    const real = existingPath(path);
    checkPlace(real, root);
    return openRegular(real);
  });
}

/** Opens a file in a confined folder. */
function openIn(real: string): number {
  checkGit(leadsToGit(basename(real)));
  return openRegular(real);
}

function openRegular(real: string): number {
  const file = openSync(real, O_RDONLY + O_NOFOLLOW + O_NONBLOCK);
  if (!fstatSync(file).isFile()) {
    closeSync(file);
    throw new Error('is not a regular file: remove it, or replace it with a regular file');
  }
  return file;
}

/**
 * The real path of a folder that its root confines, so that no one needs to look for links and for folders of git once for each of its
 * files. Undefined for another folder, whose files cannot be read.
 */
export function confinedFolder(path: string, root: string): string | undefined {
  try {
    return confinedTarget(path, root);
  } catch {
    return undefined;
  }
}

/** Refuses a path on another machine, before any access to the file system. */
function checkMachine(path: string, root: string): void {
  if (isOnOtherMachine(path, root)) {
    throw leadsOut(root);
  }
}

function leadsOut(root: string): Error {
  return new Error(`leads out of ${root}: copy the file into that folder, and use the copy`);
}

function checkPlace(real: string, root: string): void {
  if (!isInside(root, real)) {
    throw leadsOut(root);
  }
  checkGit(leadsToGit(relative(root, real)) || isInGitFolder(root, real));
}

function checkGit(isOfGit: boolean): void {
  if (isOfGit) {
    throw new Error('is a file of git, which may contain a token: remove the link or the name');
  }
}
