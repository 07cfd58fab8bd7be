/** What one child process found. */
export interface Measurement {
  readonly units: number;
  /** CPU milliseconds, user and system and all threads, with what it takes to load the modules; NaN where only the clock was read. */
  readonly cpu: number;
  /** Milliseconds by the clock. */
  readonly wall: number;
  /** Peak resident memory of the whole process, in MiB. */
  readonly peak: number;
  /** Messages to the jsii process, of an app in another language. */
  readonly calls?: number;
}

/** What one round measured, by variant. */
export type Round = ReadonlyMap<string, Measurement>;
