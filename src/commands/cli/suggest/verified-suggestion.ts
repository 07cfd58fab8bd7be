import { runFailure } from './failures';
import { RunContext, RunRequest, SeenRun } from './observe';
import type { SuggestPathsOptions } from './options';
import { startedPaths } from './program';
import { allowsParent } from './seeded-parent';
import { suggest, Suggestion } from './suggestion';
import { RunVerification, verify } from './verify';

/** A suggestion, with its second run or the reason why that run was skipped. */
export interface VerifiedSuggestion {
  readonly suggestion: Suggestion;
  readonly verification?: RunVerification | string;
}

/** The reason if the first run failed. */
export const RUN_FAILED = 'the run failed';

/** The suggestion from a run. */
export function suggestionFrom(run: SeenRun, allows?: typeof allowsParent): Suggestion {
  const { ids } = run.user;
  // Ids of root are left out: a hardened workload never reads the files of the image as root.
  return suggest({ ...run, started: startedPaths(run), reader: { uid: ids?.uid || undefined, gid: ids?.gid || undefined } }, allows);
}

/**
 * Verifies the suggestion from a run by a second run. If that fails, a third run has volumes at the parents of created directories.
 *
 * @param progress takes a line before each run
 */
export async function verifiedSuggestion(
  request: RunRequest, run: SeenRun, options: Pick<SuggestPathsOptions, 'until' | 'probe'>, course: RunContext,
  progress: (line: string) => void,
): Promise<VerifiedSuggestion> {
  const suggestion = suggestionFrom(run);
  const hasFailed = runFailure(run, options).length > 0;
  if (hasFailed || run.ending.kind === 'interrupted') {
    return { suggestion, verification: hasFailed ? RUN_FAILED : 'the run was interrupted' };
  }
  progress('running it once more, with these paths and a read-only root filesystem');
  const verification = await verify(request, run, suggestion.paths, course);
  const other = suggestionFrom(run, allowsParent);
  if (verification.differences.length > 0 && pathsOf(other) !== pathsOf(suggestion)) {
    progress(`it does not work: running it with ${pathsOf(other)}`);
    const second = await verify(request, run, other.paths, course);
    if (second.differences.length === 0 && second.ending?.kind !== 'interrupted') {
      return { suggestion: other, verification: second };
    }
  }
  return { suggestion, verification: verification.ending?.kind === 'interrupted' ? 'the second run was interrupted' : verification };
}

function pathsOf({ paths }: Suggestion): string {
  return paths.map(({ path }) => path).join(', ');
}
