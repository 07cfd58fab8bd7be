import { Entry } from './listing';

/** Who reads the image's files, as far as that is known; root does not, since no hardened container runs as root. */
export interface Reader {
  readonly uid?: number;
  readonly gid?: number;
}

/** Entries that the reader can do nothing with, so that no copy of them can be made. */
export function unreadable(entries: readonly [string, Entry][], reader: Reader): readonly [string, Entry][] {
  return entries.filter(([, entry]) => !isReadable(entry, reader));
}

function isReadable({ kind, mode, uid, gid }: Entry, reader: Reader): boolean {
  // The digit of the first one that applies: owner, group, others.
  const unit = uid === reader.uid ? 0o100 : gid === reader.gid ? 0o10 : 1;
  const permissions = Math.floor(mode / unit) % 8;
  const canRead = permissions >= 4;
  const canEnter = permissions % 2 === 1;
  return { directory: canRead && canEnter, file: canRead, link: true }[kind];
}
