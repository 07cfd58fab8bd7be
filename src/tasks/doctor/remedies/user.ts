import { AllKnown } from '../../../knowledge/image-lock/all-known';
import { Account } from '../../../knowledge/image-lock/facts/image-facts';
import { Remedy, SignMatch } from '../cause';

interface Choice {
  /** If the only problem is a change of the user, the current uid may stay. */
  readonly mayStay?: boolean;
  /** The uid in the message of the cluster. */
  readonly uid?: number;
  /** The image has a USER, so `id` prints its number. */
  readonly hasUser?: boolean;
}

/** The chosen user, and its source. */
interface Chosen {
  readonly uid: number;
  readonly gid: number;
  readonly verb: 'keep' | 'set';
  readonly source: string;
}

/** The user of the pod: known from the image, or a placeholder with the way to find it. */
export function userFix(found: SignMatch, choice: Choice = {}): Remedy {
  const chosen = chosenUser(found, choice);
  const { uid, gid } = chosen ?? { uid: 'UID', gid: 'GID' };
  return {
    do: chosen ? `${chosen.verb} the uid ${uid}${chosen.source}` : `set the uid UID, ${howToFind(found, choice)}`,
    typescript: `runAs: RunAs.user(${chosen && uid !== gid ? `${uid}, ${gid}` : uid}),`,
    yaml: `securityContext:\n  runAsUser: ${uid}\n  runAsGroup: ${gid}\n  fsGroup: ${gid}`,
    settings: `runAs: ${chosen && uid !== gid ? `{ user: ${uid}, group: ${gid} }` : uid}`,
  };
}

function chosenUser({ evidence: { known, uid: now } }: SignMatch, { mayStay, uid: named }: Choice): Chosen | undefined {
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
  return only && { uid: only.uid, gid: only.gid, verb: 'set', source: ` of ${only.name}, ${reasonFor(only, known!.name)}` };
}

function reasonFor({ owns }: Account, image: string): string {
  return owns === undefined ? `the only user of ${image} that is not a system user` : `which owns ${owns} in ${image}`;
}

/** The only user of an image that is not a system user; or else the only system user that owns a directory of the program. */
function onlyAccount(known: AllKnown | undefined): Account | undefined {
  const accounts = known?.own?.platforms.flatMap(({ accounts: some = [] }) => some) ?? [];
  const people = accounts.filter(({ owns }) => owns === undefined);
  const [first, ...others] = people.length > 0 ? people : accounts;
  return others.every(({ uid, gid }) => uid === first.uid && gid === first.gid) ? first : undefined;
}

function howToFind({ evidence: { image, uid: now } }: SignMatch, { hasUser }: Choice): string {
  // As root, `id` prints root.
  const command = hasUser ? 'id IMAGE' : 'cat IMAGE /etc/passwd';
  const ways = [
    `docker run --rm --entrypoint ${command}`,
    'npx cdk8s-hardened suggest-paths IMAGE',
  ].map((way) => `\`${way.replace('IMAGE', image ?? 'IMAGE')}\``);
  return `the uid of the user for which ${image ?? 'the image'} is designed `
    + `(${ways.join(hasUser ? ', or ' : ' lists its users; or ')})${now === 65532 ? '' : '; 65532 works if every user can read its files'}`;
}
