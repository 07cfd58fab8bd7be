import { Accounts, AccountIds, accountIdsOf } from './accounts';
import { Knowledge } from '../../../knowledge/images/knowledge-of';
import { ownIds } from '../../../knowledge/images/known-image';
import { NON_ROOT_ID } from '../../../policy/settings/identity';

/** Who the program runs as. */
export interface RunUser {
  /** As the runtime takes it; root if the image decides and has no USER. */
  readonly text: string;
  /** Undefined for a name that the image does not have. */
  readonly ids?: AccountIds;
  /** What its uid was found by, if the image starts as root and nobody chose another user. */
  readonly known?: string;
}

/**
 * The user to run as.
 *
 * @param wanted from `--user`
 * @param own the image's USER
 * @param knowledge what is known about the image: the user of one that starts as root
 */
export function runUser(
  wanted: string | undefined,
  own: string | undefined,
  accounts: Accounts,
  knowledge: Knowledge | undefined,
): RunUser {
  const text = wanted ?? (own || 'root');
  const ids = text === 'root' ? { uid: 0, gid: 0 } : accountIdsOf(text, accounts);
  const known = knowledge && ownIds(knowledge.facts);
  if (wanted === undefined && ids?.uid === 0 && known?.uid) {
    return { ...ofIds(known), known: knowledge!.name };
  }
  return ids && ids.uid !== 0 ? ofIds(ids) : { text, ids };
}

/** The ids of the hardened workload: the ids of the run, or the default ids if it ran as root. */
export function workloadIds({ ids }: Pick<RunUser, 'ids'>): AccountIds {
  return ids && ids.uid !== 0 ? ids : { uid: NON_ROOT_ID, gid: NON_ROOT_ID };
}

export function textOfIds({ uid, gid }: AccountIds): string {
  return `${uid}:${gid}`;
}

function ofIds(ids: AccountIds): RunUser {
  return { text: textOfIds(ids), ids };
}
