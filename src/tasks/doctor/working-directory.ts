import { Evidence } from './evidence';
import { normalizePath } from '../../formats/manifest/paths';

/** The directory that a program starts in, if anybody says: the manifest, or what is known of its image. */
export function workingDirectoryOf({ workingDir, known }: Evidence): string | undefined {
  return workingDir ?? known?.facts.workingDir;
}

/** A relative path as an absolute one, or as it is if nothing says in which directory the program works. */
export function inWorkingDirectory(evidence: Evidence, path: string | undefined): string | undefined {
  const directory = workingDirectoryOf(evidence);
  return path === undefined || directory === undefined ? path : normalizePath(`${directory}/${path}`);
}

/** How a path below an unknown working directory is written. */
export const UNKNOWN_DIRECTORY = 'WORKDIR';
