import { git } from './content';
import { FullRun, PartRun } from './full-run';
import { MAX_AGE } from './limits';

/** How far a commit is behind the current one. Undefined if git does not have it. */
export type Behind = (commit: string) => { readonly commits: number; readonly days: number } | undefined;

const DAY = 24 * 60 * 60;

/** The problems of recorded results, each as a line. */
export function ageProblems(parts: readonly string[], run: FullRun, behind: Behind): readonly string[] {
  return parts.flatMap((name) => {
    const problem = problemOf(run.parts[name], behind);
    return problem === undefined ? [] : [`${name} ${problem}: run \`npm run test:full -- ${name}\`, and commit test/full-run.json`];
  });
}

function problemOf(part: PartRun | undefined, behind: Behind): string | undefined {
  if (!part) return 'has never run';
  if (part.result !== 'passed') return `failed at ${part.commit}`;
  const distance = behind(part.commit);
  if (!distance) return `passed at ${part.commit}, which this clone does not have (clone with the whole history)`;
  const { commits, days } = distance;
  if (commits <= MAX_AGE.commits && days <= MAX_AGE.days) return undefined;
  return `passed at ${part.commit}, ${commits} commits and ${Math.floor(days)} days ago (at most ${MAX_AGE.commits} commits and ${MAX_AGE.days} days)`;
}

/** By the dates of the commits, so that an old clone stays as it is. */
export const behindHead: Behind = (commit) => {
  try {
    const [then, now] = [commit, 'HEAD'].map((name) => Number(git('show', '--no-patch', '--format=%ct', name)));
    return { commits: Number(git('rev-list', '--count', `${commit}..HEAD`)), days: (now - then) / DAY };
  } catch {
    return undefined;
  }
};
