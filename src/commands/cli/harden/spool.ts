import { NamelessFile } from '../../../formats/files/nameless-file';
import { withPlace } from '../../../formats/manifest/input-error';
import { replaceFile } from '../replace-file';

/** Bytes held in memory; longer output goes to a file. */
const HELD = 1024 * 1024;

/** A temporary file that several spools share. */
export class SpoolFile {
  private file?: NamelessFile;

  /** @param near a path in whose folder a new temporary file is created, if there is none yet */
  public open(near: string): NamelessFile {
    return this.file ??= new NamelessFile(near);
  }

  public close(): void {
    this.file?.close();
    this.file = undefined;
  }
}

/**
 * Keeps output, in memory or in a temporary file, until it is complete. Spools that share a file are filled one after the other.
 */
export class Spool {
  private held: Uint8Array[] = [];
  private size = 0;
  private spilled?: { readonly file: NamelessFile; readonly start: number; end: number };

  /** @param target the path for `save` */
  constructor(private readonly target: string, private readonly shared: SpoolFile) {}

  public write(bytes: Uint8Array): void {
    this.held.push(bytes);
    this.size += bytes.length;
    if (this.size > HELD) {
      this.spill();
    }
  }

  /** Ends the output: no more bytes follow. */
  public end(): void {
    if (this.spilled) {
      this.spill();
    }
  }

  /** The bytes. Call it only after `end`. */
  public* chunks(): Generator<Uint8Array> {
    const { spilled } = this;
    yield* spilled ? spilled.file.chunks(spilled.start, spilled.end) : this.held;
  }

  /** Writes the bytes to the target, all or none. */
  public save(mode?: number): void {
    withPlace(this.target, () => replaceFile(this.target, this.chunks(), mode));
  }

  private spill(): void {
    withPlace(this.target, () => {
      const file = this.shared.open(this.target);
      this.spilled ??= { file, start: file.size, end: file.size };
      this.held.forEach((bytes) => file.append(bytes));
      this.spilled.end = file.size;
    });
    this.held = [];
    this.size = 0;
  }
}
