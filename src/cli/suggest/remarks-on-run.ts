import type { SeenRun } from './observe';
import type { Suggestion } from './suggestion';
import { NON_ROOT_ID } from '../../settings/identity';

/** What a run cannot show. */
export function remarksOnRun(run: Pick<SeenRun, 'user' | 'isUnknownUser' | 'ending'>, { paths, impossible }: Suggestion): readonly string[] {
  const { kind, exitCode, seconds } = run.ending;
  const isNothing = impossible.length === 0 && paths.every(({ changes }) => changes.length === 0);
  return [
    ...userRemarks(run),
    ...kind === 'exit' && exitCode === 0 && seconds < SHORT && isNothing
      ? [`it exited after ${seconds} s: paths that a longer run, or a process it left in the background, writes are missing`]
      : [],
  ];
}

/** Seconds in which a program does little but start another. */
const SHORT = 3;

function userRemarks({ user = '', isUnknownUser }: Pick<SeenRun, 'user' | 'isUnknownUser'>): readonly string[] {
  const [uid] = user.split(':');
  if (['', '0', 'root'].includes(uid)) {
    return [`a hardened workload does not run it as root: if it behaves differently as another user, run this again with --user ${NON_ROOT_ID}:${NON_ROOT_ID}`];
  }
  return [
    'paths that this user may not write are missing: see the log of the container',
    ...isUnknownUser && /^\d+$/.test(user)
      ? [`its group was 0; in a hardened workload it is ${user}: if that matters, run this again with --user ${user}:${user}`]
      : [],
  ];
}
