import { closeSync, openSync, statSync, writeFileSync } from 'fs';
import { Io } from './io';
import { replaceFile } from './replace-file';
import { confinedTarget } from '../../formats/files/confined-file';
import { refuseLinkedTarget } from '../../formats/files/linked-target';
import { NamedFile } from '../../formats/files/named-file';
import { NamelessFile } from '../../formats/files/nameless-file';
import { withPlace } from '../../formats/manifest/input-error';
import { slashed } from '../../formats/manifest/slashed';

/** Number of characters that are collected before they are written. */
const BUFFERED = 64 * 1024;

/** The destination of a report: standard output, or a file that appears once it is complete. Missing folders are created. */
export class Output {
  private readonly target?: Target;
  private pending: string[] = [];
  private length = 0;

  /**
   * @param file undefined for standard output
   * @param show writes to standard output
   * @throws InputError if the file cannot be written, or is reached through a link
   */
  constructor(private readonly file: NamedFile | undefined, private readonly show: (text: string) => void) {
    this.target = file && openTarget(file);
  }

  public write(text: string): void {
    this.pending.push(text);
    this.length += text.length;
    if (this.length > BUFFERED) {
      this.flush();
    }
  }

  /** Moves the complete file to its path. */
  public finish(): void {
    this.flush();
    withPlace(this.file?.path ?? '', () => this.target?.finish());
  }

  /** Deletes an unfinished file. Text for standard output is always written. */
  public close(): void {
    if (this.target) {
      this.target.close();
    } else {
      this.flush();
    }
  }

  private flush(): void {
    const text = this.pending.join('');
    this.pending = [];
    this.length = 0;
    const { target } = this;
    if (target) {
      withPlace(this.file!.path, () => target.write(text));
    } else {
      this.show(text);
    }
  }
}

/** Writes a file that appears only once it is complete. */
export function writeWholeFile(file: NamedFile, text: string): void {
  write(new Output(file, () => undefined), text);
}

/** Writes to a file, or to standard output without a path. */
export function writeOutput(path: string | undefined, text: string, { stdout }: Pick<Io, 'stdout'>): void {
  write(new Output(path === undefined ? undefined : { path }, (shown) => stdout.write(shown)), text);
}

function write(output: Output, text: string): void {
  try {
    output.write(text);
    output.finish();
  } finally {
    output.close();
  }
}

interface Target {
  readonly write: (text: string) => void;
  readonly finish: () => void;
  readonly close: () => void;
}

function openTarget({ path, root }: NamedFile): Target {
  refuseLinkedTarget(path);
  if (root !== undefined) {
    confinedTarget(path, root);
  }
  return withPlace(path, () => openFile(path, root === undefined));
}

/** @param takesAny whether the path may be a device or a pipe */
function openFile(path: string, takesAny: boolean): Target {
  const existing = statSync(path, { throwIfNoEntry: false });
  if (existing?.isDirectory() || slashed(path).endsWith('/')) {
    throw new Error('is a folder: name a file in it');
  }
  // Replacing a device or a pipe would remove it, so these are written to directly.
  if (existing && !existing.isFile()) {
    if (!takesAny) {
      throw new Error('is not a regular file: name another file');
    }
    const file = openSync(path, 'w');
    return { write: (text) => writeFileSync(file, text), finish: () => {}, close: () => closeSync(file) };
  }
  const content = new NamelessFile(path);
  return {
    write: (text) => content.append(text),
    finish: () => replaceFile(path, content.chunks(), existing?.mode),
    close: () => content.close(),
  };
}
