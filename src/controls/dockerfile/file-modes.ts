import { Violation } from '../check';
/* The permissions that no file of an image should have, and the places where a Dockerfile gives them and does not remove them. */
import { ModeChange, modeChanges } from './mode-changes';
import { inInstruction, keptInstructions } from './violations';
import { DockerfileView } from '../../dockerfile/model/dockerfile';
import { isIn } from '../../manifest/paths';

/** What a mode can add to files, and remove from them. */
export interface Permission {
  readonly isGiven: (mode: string) => boolean;
  readonly isTaken: (mode: string) => boolean;
  /** Whether it is about files only, not about directories. */
  readonly onFiles: boolean;
  /** What is wrong with it. */
  readonly detail: string;
}

const SETUID = 0o4000;
const STICKY = 0o1000;
const OTHERS_WRITE = 0o002;

/** Programs run as their owner. */
export const SETUID_BIT: Permission = {
  isGiven: (mode) => hasBit(mode, SETUID) || clauses(mode).some((clause) => isFor(clause, OWNER) && adds(clause, 's')),
  isTaken: (mode) => isOctal(mode) ? !hasBit(mode, SETUID) : clauses(mode).some((clause) => isFor(clause, OWNER) && removes(clause, 's')),
  onFiles: true,
  detail: 'it sets the setuid bit',
};

/** Everybody may write. In a directory with the sticky bit, such as `/tmp`, users cannot change the files of others. */
export const WRITE_FOR_ALL: Permission = {
  isGiven: (mode) => (hasBit(mode, OTHERS_WRITE) && !hasBit(mode, STICKY))
    || (clauses(mode).some((clause) => isFor(clause, OTHERS) && adds(clause, 'w')) && !isSticky(mode)),
  isTaken: (mode) => isOctal(mode) ? !hasBit(mode, OTHERS_WRITE) || hasBit(mode, STICKY)
    : isSticky(mode) || clauses(mode).some((clause) => isFor(clause, OTHERS) && removes(clause, 'w')),
  onFiles: false,
  detail: 'everybody may write there',
};

/** The places where kept instructions give a permission to files, with a command or `COPY --chmod`, and none of them removes it again. */
export function permissionsLeft(view: DockerfileView, permission: Permission): readonly Violation[] {
  const [inImage, inTriggers] = [new Files(), new Files()];
  // From the last change to the first, so that later removals are known.
  return keptInstructions(view).flatMap(modeChanges).filter(isInImage).reverse().filter((change) => {
    const taken = change.instruction.isTrigger ? inTriggers : inImage;
    const isLeft = permission.isGiven(change.mode) && !taken.hold(change);
    if (permission.isTaken(change.mode) && (change.of !== 'files' || permission.onFiles)) {
      taken.add(change);
    }
    return isLeft;
  }).reverse().map(({ instruction, text }) => inInstruction(instruction, text, permission.detail));
}

/** Files there belong to the kernel or the builder, not to the image. */
export const NOT_IN_IMAGE = ['/dev', '/proc', '/sys'];

function isInImage({ paths, areKnown }: ModeChange): boolean {
  return !areKnown || !paths.every((path) => NOT_IN_IMAGE.some((directory) => isIn(path, directory)));
}

/** The files of changes, as far as they are known. */
class Files {
  private readonly paths = new Set<string>();
  private readonly trees = new Set<string>();

  public add({ paths, of }: ModeChange): void {
    if (of !== 'some') {
      paths.forEach((path) => (of === 'these' ? this.paths : this.trees).add(path));
    }
  }

  /** Whether all files of a change are among these. */
  public hold({ paths, areKnown, of }: ModeChange): boolean {
    return (areKnown || this.trees.has('/')) && paths.every((path) =>
      (of === 'these' && this.paths.has(path)) || [...this.trees].some((tree) => isIn(path, tree)));
  }
}

interface Clause {
  readonly who: string;
  readonly how: string;
  readonly what: string;
}

/** Who, and what changes: `u+s`, `go=rX`, `u+x+s`, `o=u`. */
const CLAUSE = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|u))+)$/;
/** What the owner may do with nearly every file, if others get the same. */
const OWNERS = 'rwx';
/** If nobody is named: everybody. */
const OWNER = /^$|[ua]/;
/** If nobody is named: the umask decides, so not for others. */
const OTHERS = /[oa]/;

function clauses(mode: string): readonly Clause[] {
  return mode.split(',').flatMap((text) => {
    const [, who, actions = ''] = CLAUSE.exec(text) ?? [];
    return [...actions.matchAll(/([-+=])(\w*)/g)].map(([, how, what]) => ({ who, how, what: what.replace('u', OWNERS) }));
  });
}

function isFor({ who }: Clause, whom: RegExp): boolean {
  return whom.test(who);
}

function adds({ how, what }: Clause, letter: string): boolean {
  return how !== '-' && what.includes(letter);
}

function removes({ how, what }: Clause, letter: string): boolean {
  return how === '-' ? what.includes(letter) : how === '=' && !what.includes(letter);
}

function isSticky(mode: string): boolean {
  return clauses(mode).some((clause) => adds(clause, 't'));
}

function isOctal(mode: string): boolean {
  return /^[0-7]{1,5}$/.test(mode);
}

function hasBit(mode: string, bit: number): boolean {
  return isOctal(mode) && Math.floor(parseInt(mode, 8) / bit) % 2 === 1;
}
