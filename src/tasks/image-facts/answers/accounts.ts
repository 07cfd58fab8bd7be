import { Account } from '../../../knowledge/image-lock/facts/image-facts';

/*
 * The ids of a user, as container runtimes look them up.
 * Source: https://github.com/moby/sys/blob/main/user/user.go (GetExecUser), and getUserFromImage in
 * https://github.com/containerd/containerd/blob/main/internal/cri/util/util.go
 */

export interface Ids {
  readonly uid: number;
  readonly gid: number;
}

/** The texts of /etc/passwd and /etc/group; empty if the image lacks them. */
export interface AccountFiles {
  readonly passwd: string;
  readonly group: string;
}

const NUMBER = /^[+-]?\d+$/;
const MAX_ID = 2 ** 31 - 1;

/** Parses an id in decimal: `0010` is 10. Undefined for a name, and for an id that runtimes refuse. */
function numericId(text: string): number | undefined {
  const id = NUMBER.test(text) ? Number.parseInt(text, 10) : NaN;
  return id >= 0 && id <= MAX_ID ? id || 0 : undefined;
}

/** The ids of USER, if they need no account files: USER has numbers for both user and group, or is empty. */
export function idsWithoutFiles(user: string): Partial<Ids> {
  const [name, group] = partsOf(user);
  return { uid: name === '' ? 0 : numericId(name), gid: group === undefined ? undefined : numericId(group) };
}

/** The ids of USER, such as `app`, `app:web` or `10001:0`. Undefined for an unknown name, with which the image does not start. */
export function accountIds(user: string, { passwd, group: groups }: AccountFiles): Ids | undefined {
  const [name, group] = partsOf(user);
  const isId = name === '' || NUMBER.test(name);
  const id = name === '' ? 0 : numericId(name);
  const account = findLine(passwd, isId ? (fields) => idField(fields[2]) === id : (fields) => fields[0] === name);
  const uid = isId ? id : account && idField(account[2]);
  const ownGroup = account ? idField(account[3]) : 0;
  const gid = group === undefined ? ownGroup : numericId(group) ?? groupId(group, groups);
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

/** The groups that list a user by name, sorted. */
export function groupsOf(uid: number, { passwd, group: groups }: AccountFiles, most: number): readonly number[] {
  const names = new Set<string>();
  for (const fields of linesOf(passwd)) {
    if (idField(fields[2]) === uid) {
      names.add(fields[0]);
    }
  }
  const found = new Set<number>();
  for (const [, , id, members = ''] of names.size > 0 ? linesOf(groups) : []) {
    if (found.size < most && members.split(',').some((name) => names.has(name))) {
      found.add(idField(id));
    }
  }
  return [...found].sort((one, other) => one - other);
}

/** The home directory of a user by uid. */
export function homeOf(uid: number, { passwd }: AccountFiles): string | undefined {
  return findLine(passwd, (fields) => idField(fields[2]) === uid)?.[5] || undefined;
}

/** On most systems, people have uids from this number on. */
const FIRST_USER = 1000;
const NOBODY = 65_534;

/**
 * The accounts that the program of the image may be made for: accounts of people, and of system users that own a directory.
 *
 * @param owned a directory of each user by uid, without directories of the base image
 */
export function candidatesIn({ passwd }: AccountFiles, owned: ReadonlyMap<number, string>, most: number): readonly Account[] {
  const found: Account[] = [];
  for (const [name, , id, group] of linesOf(passwd)) {
    const uid = idField(id);
    const isPerson = uid >= FIRST_USER && uid !== NOBODY;
    const owns = uid !== 0 && !isPerson ? owned.get(uid) : undefined;
    if (name !== '' && (isPerson || owns !== undefined) && found.length < most) {
      found.push({ name, uid, gid: idField(group), ...owns !== undefined && { owns } });
    }
  }
  return found;
}

function partsOf(user: string): readonly [string, string | undefined] {
  const [name, group] = user.split(':');
  return [name, group === '' ? undefined : group];
}

function groupId(name: string, groups: string): number | undefined {
  const line = findLine(groups, (fields) => fields[0] === name);
  return line && idField(line[2]);
}

/** Parses an id field. A text that is not a number counts as 0. */
function idField(text = ''): number {
  return numericId(text) ?? 0;
}

function findLine(text: string, is: (fields: readonly string[]) => boolean): readonly string[] | undefined {
  for (const fields of linesOf(text)) {
    if (is(fields)) {
      return fields;
    }
  }
  return undefined;
}

function* linesOf(text: string): Generator<readonly string[]> {
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed !== '') {
      yield trimmed.split(':');
    }
  }
}
