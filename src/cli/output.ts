import { randomBytes } from 'crypto';
import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'fs';
import { withPlace } from '../audit/input-error';

/** Enough to make writing cheap, and little to hold. */
const BUFFERED = 64 * 1024;

/** Where a report goes: standard output, or a file that stands there only once it is whole. */
export class Output {
  private readonly target?: Target;
  private pending: string[] = [];
  private length = 0;

  /**
   * @param path of the file; undefined for standard output
   * @param beforeShowing called before anything is written to standard output
   * @throws CannotWork where the file cannot be written
   */
  constructor(private readonly path: string | undefined, private readonly beforeShowing: () => void) {
    this.target = path === undefined ? undefined : withPlace(path, () => openTarget(path));
  }

  public write(text: string): void {
    this.pending.push(text);
    this.length += text.length;
    if (this.length > BUFFERED) {
      this.flush();
    }
  }

  /** Puts the file in its place. */
  public finish(): void {
    this.flush();
    const { target, path } = this;
    if (target?.partial !== undefined) {
      withPlace(path!, () => renameSync(target.partial!, target.path));
    }
  }

  /** Lets go of what was not finished; of what goes to standard output nothing is held back. */
  public close(): void {
    if (!this.target) {
      this.flush();
      return;
    }
    closeSync(this.target.file);
    if (this.target.partial !== undefined) {
      rmSync(this.target.partial, { force: true });
    }
  }

  private flush(): void {
    const text = this.pending.join('');
    this.pending = [];
    this.length = 0;
    if (this.target) {
      const { file } = this.target;
      withPlace(this.path!, () => writeFileSync(file, text));
    } else {
      this.beforeShowing();
      process.stdout.write(text);
    }
  }
}

interface Target {
  readonly file: number;
  readonly path: string;
  /** Where the file grows until it is whole. */
  readonly partial?: string;
}

function openTarget(path: string): Target {
  const existing = statSync(path, { throwIfNoEntry: false });
  // A device or a pipe is written to: to put a file in its place would remove it. A folder refuses.
  if (existing && !existing.isFile()) {
    return { file: openSync(path, 'w'), path };
  }
  const target = existing ? realpathSync(path) : path;
  // A name that nobody can foresee, and never a file or a link that is there: another user of the folder may have put it there.
  const partial = `${target}.partial-${randomBytes(8).toString('hex')}`;
  return { file: openSync(partial, 'wx', existing?.mode), path: target, partial };
}
