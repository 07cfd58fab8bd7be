import { Accounts, AccountIds, accountIdsOf } from './accounts';
import { Knowledge } from '../../../knowledge/images/knowledge-of';
import { ownIds } from '../../../knowledge/images/known-image';
import { NON_ROOT_ID } from '../../../policy/settings/identity';

/** The user that the program runs as. */
export interface RunUser {
  /** The user in the form of the runtime; root if the image has no USER. */
  readonly text: string;
  /** Undefined for a name that the image does not have. */
  readonly ids?: AccountIds;
  /** The source of its uid, if the image starts as root and the user chose no other uid. */
  readonly known?: string;
}

/**
 * The user to run as.
 *
 * @param wanted from `--user`
 * @param own the image's USER
 * @param knowledge known facts, such as the user of an image that starts as root
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
