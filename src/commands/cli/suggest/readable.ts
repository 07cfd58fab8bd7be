import { Entry } from './listing';

/** The user who reads the image's files, if known. It is never root, because no hardened container runs as root. */
export interface Reader {
  readonly uid?: number;
  readonly gid?: number;
}

/** Entries that the reader cannot copy. */
export function unreadablePaths(entries: readonly [string, Entry][], reader: Reader): readonly [string, Entry][] {
  return entries.filter(([, entry]) => !isReadable(entry, reader));
}

function isReadable({ kind, mode, uid, gid }: Entry, reader: Reader): boolean {
  // Linux uses only the first class that matches: owner, group, others.
  const unitOfOthers = gid === reader.gid ? 0o10 : 1;
  const unit = uid === reader.uid ? 0o100 : unitOfOthers;
  const permissions = Math.floor(mode / unit) % 8;
  const canRead = permissions >= 4;
  const canEnter = permissions % 2 === 1;
  return { directory: canRead && canEnter, file: canRead, link: true }[kind];
}
