import { AllKnown } from '../../../knowledge/image-lock/all-known';
import { Fix, Found } from '../cause';

interface Choice {
  /** Whether the user that it is now may stay: the program only must stop to change it. */
  readonly mayStay?: boolean;
  /** A user that the message of the cluster names. */
  readonly uid?: number;
  /** Whether the image has a USER of its own, so that it runs as that user. */
  readonly hasUser?: boolean;
}

/** A user, and why it is the one. */
interface Chosen {
  readonly uid: number;
  readonly gid: number;
  readonly verb: 'keep' | 'set';
  readonly source: string;
}

/** A user for the pod: the known one of the image, or else a number to find out. */
export function userFix(found: Found, choice: Choice = {}): Fix {
  const chosen = chosenUser(found, choice);
  const { uid, gid } = chosen ?? { uid: 'UID', gid: 'GID' };
  return {
    do: chosen ? `${chosen.verb} the uid ${uid}${chosen.source}` : `set the uid UID, ${howToFind(found, choice)}`,
    typescript: `runAs: RunAs.user(${chosen && uid !== gid ? `${uid}, ${gid}` : uid}),`,
    yaml: `securityContext:\n  runAsUser: ${uid}\n  runAsGroup: ${gid}\n  fsGroup: ${gid}`,
    settings: `runAs: ${chosen && uid !== gid ? `{ user: ${uid}, group: ${gid} }` : uid}`,
  };
}

function chosenUser({ evidence: { known, uid: now } }: Found, { mayStay, uid: named }: Choice): Chosen | undefined {
  const { uid, gid = uid } = known?.facts ?? {};
  if (uid !== undefined) {
    return { uid, gid: gid!, verb: 'set', source: `, known of ${known!.name}` };
  }
  const stays = mayStay && now !== 0 ? now : undefined;
  const other = named ?? stays;
  if (other !== undefined) {
    return { uid: other, gid: other, verb: mayStay ? 'keep' : 'set', source: '' };
  }
  const only = onlyAccount(known);
  return only && { uid: only.uid, gid: only.gid, verb: 'set', source: ` of ${only.name}, the only user of ${known!.name} that is not a system user` };
}

/** The only user of an image that is not a system user. */
function onlyAccount(known: AllKnown | undefined) {
  const accounts = known?.own?.platforms.flatMap(({ accounts: some = [] }) => some) ?? [];
  const [first] = accounts;
  return accounts.every(({ uid, gid }) => uid === first.uid && gid === first.gid) ? first : undefined;
}

function howToFind({ evidence: { image, uid: now } }: Found, { hasUser }: Choice): string {
  // As root, `id` prints root.
  const command = hasUser ? 'id IMAGE' : 'cat IMAGE /etc/passwd';
  const ways = [`docker run --rm --entrypoint ${command}`, 'npx cdk8s-hardened suggest-paths IMAGE'].map((way) => `\`${way.replace('IMAGE', image ?? 'IMAGE')}\``);
  return `the number of the user that ${image ?? 'the image'} is made for (${ways.join(hasUser ? ', or ' : ' lists its users; or ')})${now === 65532 ? '' : '; 65532 works if every user can read its files'}`;
}
