import type { SeenRun } from './observe';
import type { Suggestion } from './suggestion';
import { NON_ROOT_ID } from '../../settings/identity';

/** What limits what a run can tell. */
export function remarksOnRun(run: Pick<SeenRun, 'user' | 'isUnknownUser' | 'ending'>, { paths, impossible }: Suggestion): readonly string[] {
  const { kind, exitCode, seconds } = run.ending;
  const isNothing = impossible.length === 0 && paths.every(({ changes }) => changes.length === 0);
  return [
    ...userRemarks(run),
    ...kind === 'exit' && exitCode === 0 && seconds < SHORT && isNothing
      ? [`it ended after ${seconds} s: what it would have gone on with, as in the background, is not in here`]
      : [],
  ];
}

/** Seconds in which a program does little but start another. */
const SHORT = 3;

function userRemarks({ user = '', isUnknownUser }: Pick<SeenRun, 'user' | 'isUnknownUser'>): readonly string[] {
  const [uid] = user.split(':');
  if (['', '0', 'root'].includes(uid)) {
    return [`a hardened workload does not run it as root: where it behaves differently for others, run this again with --user ${NON_ROOT_ID}:${NON_ROOT_ID}`];
  }
  return [
    'what this user was not allowed to write is not in here: its log may tell',
    ...isUnknownUser && /^\d+$/.test(user)
      ? [`its group was 0, and in a hardened workload is ${user}: where that makes a difference, run this again with --user ${user}:${user}`]
      : [],
  ];
}
