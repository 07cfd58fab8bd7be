/* The modes of files, as numbers and as `chmod` takes them. */

const STICKY = 0o1000;
const OTHERS_WRITE = 0o002;

export interface Clause {
  readonly who: string;
  readonly how: string;
  readonly what: string;
}

/** The classes and their changes: `u+s`, `go=rX`, `u+x+s`, `o=u`. */
const CLAUSE = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|u))+)$/;
/** The owner's permissions for nearly every file, if others get the same. */
const OWNERS = 'rwx';
/** A clause without a class applies to everyone. */
export const OWNER = /^$|[ua]/;
/** A clause without a class depends on the umask, so it may not apply to others. */
const OTHERS = /[oa]/;

export function clauses(mode: string): readonly Clause[] {
  return mode.split(',').flatMap((text) => {
    const [, who, actions = ''] = CLAUSE.exec(text) ?? [];
    return [...actions.matchAll(/([-+=])(\w*)/g)].map(([, how, what]) => ({ who, how, what: what.replace('u', OWNERS) }));
  });
}

export function isModeFor({ who }: Clause, whom: RegExp): boolean {
  return whom.test(who);
}

export function adds({ how, what }: Clause, letter: string): boolean {
  return how !== '-' && what.includes(letter);
}

export function removes({ how, what }: Clause, letter: string): boolean {
  return how === '-' ? what.includes(letter) : how === '=' && !what.includes(letter);
}

/** Whether users cannot change the files of others in a directory with this mode. */
export function isSticky(mode: string): boolean {
  return hasModeBit(mode, STICKY) || clauses(mode).some((clause) => adds(clause, 't'));
}

export function isOctal(mode: string): boolean {
  return /^[0-7]{1,5}$/.test(mode);
}

export function hasModeBit(mode: string, bit: number): boolean {
  return isOctal(mode) && Math.floor(parseInt(mode, 8) / bit) % 2 === 1;
}

/** Whether everyone may write. */
export function letsOthersWrite(mode: string): boolean {
  return hasModeBit(mode, OTHERS_WRITE) || clauses(mode).some((clause) => isModeFor(clause, OTHERS) && adds(clause, 'w'));
}

/** Whether others may not write after a change to this mode. */
export function stopsOthersWriting(mode: string): boolean {
  return isOctal(mode)
    ? !hasModeBit(mode, OTHERS_WRITE)
    : clauses(mode).some((clause) => isModeFor(clause, OTHERS) && removes(clause, 'w'));
}
