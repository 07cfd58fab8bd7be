import { FailureEvidence } from './evidence';
import { normalizePath } from '../../formats/manifest/paths';

/** The directory in which the program starts, from the manifest or from the known facts about the image. */
export function workingDirectoryOf({ workingDir, known }: FailureEvidence): string | undefined {
  return workingDir ?? known?.facts.workingDir;
}

/** Makes a relative path absolute, or returns it unchanged if the working directory is unknown. */
export function inWorkingDirectory(evidence: FailureEvidence, path: string | undefined): string | undefined {
  const directory = workingDirectoryOf(evidence);
  return path === undefined || directory === undefined ? path : normalizePath(`${directory}/${path}`);
}

/** Stands for the working directory in a path if it is unknown. */
export const UNKNOWN_DIRECTORY = 'WORKDIR';
