import { InputError } from '../../formats/manifest/input-error';

/** The limit at which a program was ended. `timeout`: it did not answer in time. `slow`: it printed, but took too long as a whole. */
export type Ended = 'timeout' | 'slow' | 'size' | 'memory';

/** The output of a program, and how it ended. */
export interface Answer {
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Null if it was ended. */
  readonly status: number | null;
  /** Why it was ended. */
  readonly ended?: Ended;
}

/** A program that does not run. */
export class NotStarted extends InputError {
  /** Whether the PATH has no program of this name. */
  public readonly isMissing: boolean;
  /** The message of the system. */
  public readonly reason: string;

  constructor(program: string, { message, code }: NodeJS.ErrnoException) {
    super(`${program} cannot be started: ${message}`);
    this.isMissing = code === 'ENOENT';
    this.reason = message;
  }
}
