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
      ? [`it ended after ${seconds} s: what it writes later, or in the background, is not listed`]
      : [],
  ];
}

/** Seconds in which a program does little but start another. */
const SHORT = 3;

function userRemarks({ user = '', isUnknownUser }: Pick<SeenRun, 'user' | 'isUnknownUser'>): readonly string[] {
  const [uid] = user.split(':');
  if (['', '0', 'root'].includes(uid)) {
    return [`a hardened workload does not run as root: if the program behaves differently for other users, run this again with --user ${NON_ROOT_ID}:${NON_ROOT_ID}`];
  }
  return [
    'writes that this user was not permitted to make are not listed: look for them in the log of the program',
    ...isUnknownUser && /^\d+$/.test(user)
      ? [`the run had group 0, and a hardened workload has group ${user}: if that makes a difference, run this again with --user ${user}:${user}`]
      : [],
  ];
}
