import { Runtime } from './runtime';

/** The accounts of an image: the text of its /etc/passwd and /etc/group, empty if there is none. */
export interface Accounts {
  readonly passwd: string;
  readonly group: string;
}

export interface AccountIds {
  readonly uid: number;
  readonly gid: number;
}

/** The accounts in a created container. */
export async function accountsOf(runtime: Runtime, container: string): Promise<Accounts> {
  const [passwd, group] = await Promise.all(['/etc/passwd', '/etc/group'].map((path) => runtime.file(container, path)));
  return { passwd: passwd ?? '', group: group ?? '' };
}

/**
 * The ids of a user in the form of runtimes: `uid`, `uid:gid` or names. Undefined if the image does not have the name.
 *
 * If the text has no group, the group is the account's, as in runtimes. If that group is root's, or the uid has no account, the gid is
 * equal to the uid, as in a hardened workload.
 */
export function accountIdsOf(text: string, { passwd, group }: Accounts): AccountIds | undefined {
  const [user, ownGroup] = text.split(':');
  const account = fieldsOf(passwd).find(([name, , uid]) => name === user || uid === user);
  const uid = NUMBER.test(user) ? Number(user) : numberOf(account?.[2]);
  const gid = ownGroup === undefined ? numberOf(account?.[3]) || uid : numberOf(ownGroup) ?? groupId(ownGroup, group);
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

const NUMBER = /^\d+$/;

function groupId(name: string, group: string): number | undefined {
  return numberOf(fieldsOf(group).find(([each]) => each === name)?.[2]);
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && NUMBER.test(text) ? Number(text) : undefined;
}

function fieldsOf(text: string): readonly string[][] {
  return text.split('\n').map((line) => line.trim().split(':'));
}
