/* Permissions that no file of an image should have, and the instructions that give them without a later removal. */
import { Violation } from '../check';
import { isOfSystem, LEAVE_TO_ROOT } from './system-paths';
import { inInstruction, keptInstructions } from './violations';
import { DockerfileView } from '../../../formats/dockerfile/model/dockerfile';
import { ModeChange, modeChanges } from '../../../formats/dockerfile/model/mode-changes';
import {
  adds, clauses, hasModeBit, isModeFor, isOctal, isSticky, letsOthersWrite, OWNER, removes, stopsOthersWriting,
} from '../../../formats/dockerfile/model/modes';
import { isIn } from '../../../formats/manifest/paths';

/** A permission that a mode can add to files and remove from them. */
export interface Permission {
  /** Whether a mode gives the permission. */
  readonly isGiven: (mode: string) => boolean;
  /** Whether a mode removes the permission. */
  readonly isRemoved: (mode: string) => boolean;
  /** Whether the permission only matters on files, not on directories. */
  readonly onFiles: boolean;
  /** The problem with the permission. */
  readonly detail: string;
  /** The remedy for one change, if the remedy of the control is not enough. */
  readonly remedyAt?: (change: ModeChange) => Pick<Violation, 'remedy' | 'remedyInCode'>;
}

const SETUID = 0o4000;

/** The setuid bit, with which programs run as their owner. */
export const SETUID_BIT: Permission = {
  isGiven: (mode) => hasModeBit(mode, SETUID) || clauses(mode).some((clause) => isModeFor(clause, OWNER) && adds(clause, 's')),
  isRemoved: (mode) => isOctal(mode)
    ? !hasModeBit(mode, SETUID)
    : clauses(mode).some((clause) => isModeFor(clause, OWNER) && removes(clause, 's')),
  onFiles: true,
  detail: 'it sets the setuid bit',
};

/** Write permission for everyone, except with the sticky bit, as in `/tmp`, where users cannot change the files of others. */
export const WRITE_FOR_ALL: Permission = {
  isGiven: (mode) => letsOthersWrite(mode) && !isSticky(mode),
  isRemoved: (mode) => isSticky(mode) || stopsOthersWriting(mode),
  onFiles: false,
  detail: 'everyone may write there',
  remedyAt: ({ makes, of, paths }) => {
    if (paths.some(isOfSystem)) {
      return { remedy: `leave the mode as it is: ${LEAVE_TO_ROOT}` };
    }
    return paths.length > 0 && (makes || of === 'all') ? ofDirectories(paths) : {};
  },
};

/** The remedy for directories: with a read-only root filesystem, no one can write there, with any mode. */
function ofDirectories(paths: readonly string[]): Pick<Violation, 'remedy' | 'remedyInCode'> {
  const give = 'give it to the user or the group that writes it, with `chown 10001:0` and `chmod g=u`; '
    + 'and since a hardened pod has a read-only root filesystem, ';
  const declared = paths.map((path) => `WritablePath.fromEmptyDir('${path}')`).join(', ');
  return {
    remedy: `${give}mount an emptyDir at ${paths.join(' and ')}`,
    remedyInCode: { hardened: `${give}declare \`writablePaths: [${declared}]\`` },
  };
}

/** The places where a command or `COPY --chmod` gives a permission to files of the image, and no later command removes it. */
export function permissionsLeft(view: DockerfileView, permission: Permission): readonly Violation[] {
  const [inImage, inTriggers] = [new Files(), new Files()];
  // The last change comes first, so that all later removals are known.
  return keptInstructions(view).flatMap(modeChanges).filter(isInImage).reverse().filter((change) => {
    const corrected = change.instruction.isTrigger ? inTriggers : inImage;
    const isLeft = permission.isGiven(change.mode) && !corrected.haveAll(change);
    if (permission.isRemoved(change.mode) && (change.of !== 'files' || permission.onFiles)) {
      corrected.add(change);
    }
    return isLeft;
  }).reverse().map((change) => ({
    ...inInstruction(change.instruction, change.text, permission.detail),
    ...permission.remedyAt?.(change),
  }));
}

/** Directories whose files belong to the kernel or the builder, and not to the image. */
export const NOT_IN_IMAGE = ['/dev', '/proc', '/sys'];

function isInImage({ paths, areKnown }: ModeChange): boolean {
  return !areKnown || !paths.every((path) => NOT_IN_IMAGE.some((directory) => isIn(path, directory)));
}

/** A set of files from several changes of modes, as far as their paths are known. */
class Files {
  private readonly paths = new Set<string>();
  private readonly trees = new Set<string>();

  public add({ paths, of }: ModeChange): void {
    if (of !== 'some') {
      paths.forEach((path) => (of === 'these' ? this.paths : this.trees).add(path));
    }
  }

  /** Whether the set contains all files of a change. */
  public haveAll({ paths, areKnown, of }: ModeChange): boolean {
    return (areKnown || this.trees.has('/')) && paths.every((path) =>
      (of === 'these' && this.paths.has(path)) || [...this.trees].some((tree) => isIn(path, tree)));
  }
}
